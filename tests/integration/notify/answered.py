"""A visitor who left an address, and an admin who answers."""

import re
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

from chalicelib.model import now_ms
from tests.api_client import ORIGIN, Answer, Api, Seat, Shop, across
from tests.integration.background import Background

EMAIL = "Ana@home.example"
MINUTE = 60_000


class Answered:
    def __init__(self, work: Background, email: str | None = EMAIL, **settings: Any) -> None:
        self.work = work
        self.shop = Shop(**settings)
        self.visitor: Seat = self.shop.visitor()
        assert self.visitor.send("Is the blue kettle in stock?").status == 201
        if email:
            assert self.leave(email).status == 200
        self.admin = self.shop.admin("Maya")
        self.maya = across(self.admin, self.id)
        self.began = now_ms()

    @property
    def id(self) -> str:
        return self.visitor.conversation_id

    def leave(self, email: str | None, **more: Any) -> Answer:
        return self.visitor.api.post("/chatbot/contact", {"email": email, **more})

    def answer(self, text: str, after: int) -> None:
        assert self.maya.send(text, after=after).status == 201
        self.work.deliver(self.id)

    def minutes(self, later: float) -> list[EmailMessage]:
        """Runs what is due so long after the beginning, and returns the visitor's mails so far."""
        self.work.due(self.began + int(later * MINUTE) + 5_000)
        return [mail for mail in self.work.mails if mail["To"] == EMAIL]

    def contact(self) -> dict[str, Any]:
        exported = self.admin.get(f"/admin/chatbot/{self.id}/export?since_id=0").body
        return dict(exported["conversation"]["visitor"].get("contact") or {})


def plain(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def html(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())


def secret_in(mail: EmailMessage) -> str:
    found = re.search(r"#porchlight=([\w-]+)", plain(mail))
    assert found
    return found[1]


def opened(shop: Shop, secret: str, origin: str | None = ORIGIN, address: str = "203.0.113.9") -> Answer:
    api = Api(origin=origin, address=address)
    return api.post("/chatbot/link", {"widget_token": shop.site.widget_token, "secret": secret})


def reply_to(
    mail: EmailMessage, text: str, sender: str = EMAIL, id: str = "<reply-1@home.example>"
) -> tuple[EmailMessage, str]:
    """As mail programs write a reply: above what it quotes. With the address that it goes to."""
    reply = EmailMessage()
    reply["From"] = f"Ana <{sender}>"
    reply["To"] = recipient = parseaddr(str(mail["Reply-To"]))[1]
    reply["Subject"] = f"Re: {mail['Subject']}"
    reply["Message-ID"] = id
    quoted = "\n".join(f"> {line}" for line in plain(mail).splitlines())
    reply.set_content(f"{text}\n\nOn Friday, Maya wrote:\n{quoted}\n")
    return reply, recipient
