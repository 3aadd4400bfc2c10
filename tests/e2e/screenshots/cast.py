"""Plays the contents of the pictures by calls, as the pages of the people would send them."""

import secrets
import time
from dataclasses import dataclass
from typing import Any

from chalicelib.model import now_ms
from tests.e2e.hosts.host_page import addresses_of
from tests.e2e.owner import Member, Owner
from tests.e2e.screenshots.contents import INES_LAPTOP, INES_PHONE, TALKS, Talk
from tests.e2e.screenshots.drawn import kettle
from tests.e2e.working_day.callers import Admin, Visitor
from tests.e2e.working_day.line import Network
from tests.files import PDF, posted
from tests.localrun import LocalRun

HOUR_MS = 3_600_000
PATHS = ["/", "/kettles", "/kettles/enamel", "/kettles/enamel/blue", "/basket", "/help/returns"]
NOTE = "@Noor Haddad the warehouse has **two lids** left. Shall we send one with her next parcel?"
DAY = [{"opens": "09:00", "closes": "12:30"}, {"opens": "13:30", "closes": "18:00"}]
WORKDAYS = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), DAY)


@dataclass
class Cast:
    """`ids`: the conversations by their talk. `minutes`: how long ago each had its last message."""

    owner: Owner
    maya: Admin
    noor: Admin
    colleague: Member
    ids: dict[Talk, str]
    minutes: dict[str, int]
    ines: Visitor


def played(run: LocalRun) -> Cast:
    owner = Owner(run.api, run.admin_email, run.admin_password)
    limits = {"conversations_per_address": 100, "message_every_ms": 0, "messages_at_once": 100}
    owner.call("PATCH", "/admin/site", {**limits, "conversations_per_minute": 600, "visitor_context": True})
    colleague = owner.member("Noor Haddad")
    owner.member("Maximiliane Featherstonehaugh-Oyelaran", role="owner")
    network = Network(run.api, run.shop, 1)
    maya = Admin(network.line("maya"), run.admin_email, run.admin_password)
    noor = Admin(network.line("noor"), colleague.email, colleague.password)
    cast = Cast(owner, maya, noor, colleague, {}, {}, ines=None)  # type: ignore[arg-type] # set below
    token = addresses_of(run).token
    for talk in TALKS:
        visitor = Visitor(network.line(talk.said[0]), token)
        has_talked(cast, visitor, talk)
        cast.ids[talk], cast.minutes[visitor.case.id] = visitor.case.id, talk.minutes
        if talk is INES_LAPTOP:
            cast.ines = visitor
    link = {"other_id": cast.ids[INES_PHONE], "linked": True}
    maya.call(cast.ines.case, "links", **link)
    sets_up(cast)
    return cast


def has_talked(cast: Cast, visitor: Visitor, talk: Talk) -> None:
    context = {
        "page": "https://shop.example/kettles/enamel/blue",
        "referrer": "https://search.example/",
        "paths": PATHS,
        "language": talk.language,
        "time_zone": "Europe/Vienna",
        "viewport": "phone" if talk is INES_PHONE else "desktop",
        "data": {"plan": "pro", "orders": 3, "newsletter": True},
    }
    for number, text in enumerate(talk.said):
        if text.startswith("> "):
            cast.noor.call(visitor.case, "reply", body=text[2:], after=visitor.last)
            visitor.last += 1
        else:
            says(visitor, body=text, **({} if number else {"context": context}))
    if talk.name or talk.email:
        given = {"name": talk.name, "email": talk.email or None}
        cast.maya.line.call("POST", f"/admin/chatbot/{visitor.case.id}/contact", given, cast.maya.token)
    if talk.tags:
        cast.maya.call(visitor.case, "tags", add=list(talk.tags))
    {
        "": lambda: None,
        "main": lambda: has_everything(cast, visitor),
        "assign": lambda: cast.maya.assign(visitor.case, cast.maya.id),
        "close": lambda: cast.noor.close(visitor.case),
        "block": lambda: cast.maya.block(visitor.case),
        "snooze": lambda: cast.maya.snooze(visitor.case, now_ms() + 26 * HOUR_MS),
    }[talk.then]()


def says(visitor: Visitor, **message: Any) -> int:
    sent = {"client_id": secrets.token_urlsafe(12), "body": "", "after": visitor.last, **message}
    answer = visitor.line.call("POST", "/chatbot/message", sent, visitor.token)
    visitor.last = answer["message"]["id"]
    return int(visitor.last)


def has_everything(cast: Cast, visitor: Visitor) -> None:
    """Files, a changed and a deleted message, notes, an assignee."""
    maya, noor, case = cast.maya, cast.noor, visitor.case
    files = [uploaded(visitor, "the lid.png", "image/png", kettle()), uploaded(visitor, "receipt.pdf", None, PDF)]
    says(visitor, body="Here it is, with the receipt.", attachments=files)
    wrong = says(visitor, body="My address is 12 Fern Street")
    sent = {"client_id": secrets.token_urlsafe(12), "after": visitor.last}
    visitor.line.call("POST", f"/chatbot/messages/{wrong}/delete", sent, visitor.token)
    visitor.last += 1
    noor.call(case, "notes", body=NOTE.replace("Noor Haddad", maya.name), mentions=[maya.id], at_id=visitor.last)
    maya.call(case, "notes", body="Yes. And a tin of the jasmine tea, please.", mentions=[], at_id=visitor.last)
    maya.call(case, "assignee", assignee_id=noor.id)
    answer = noor.call(case, "reply", body="Thank you. A new lid is on its way today.", after=visitor.last)
    at = answer["message"]["id"]
    noor.call(case, f"messages/{at}/edit", body="Thank you. A new lid leaves **today**, free of charge.", after=at)
    visitor.last = at + 1
    says(visitor, body="That was quick, thank you so much!")


def uploaded(visitor: Visitor, name: str, kind: str | None, content: bytes) -> str:
    asked = {"name": name, "type": kind or "application/pdf", "size": len(content)}
    answer = visitor.line.call("POST", "/chatbot/uploads", asked, visitor.token)
    stored = posted(answer, content)
    assert stored.status == 201, stored.data
    return str(answer["attachment"]["id"])


def sets_up(cast: Cast) -> None:
    """What the settings show."""
    call, proof = cast.owner.call, cast.owner.proof
    for name, title, text in (
        ("shipping", "Shipping times", "Hello {visitor.name}, we send it within **two days**."),
        ("returns", "Returns", "You can return everything for thirty days. We pay the postage."),
        ("hours", "Opening hours of the shop in the old town", "We are here from nine to six."),
        ("lid", "New lid", "Hello {visitor.name}, a new lid is on its way to you. Kind regards, {admin.name}"),
    ):
        call("POST", "/admin/canned-replies/entries", {"name": name, "title": title, "text": text})
    texts = [
        {
            "language": "en",
            "question": "How long does delivery take?",
            "answer": "Two working days. **Express** takes one.",
            "keywords": ["delivery", "shipping"],
        },
        {
            "language": "de",
            "question": "Wie lange dauert die Lieferung?",
            "answer": "Zwei Werktage.",
            "keywords": ["Lieferung"],
        },
    ]
    call("POST", "/admin/site/faq/entries", {"texts": texts, "suggested": True})
    returns = {"language": "en", "question": "Can I return it?", "answer": "For thirty days.", "keywords": ["return"]}
    call("POST", "/admin/site/faq/entries", {"texts": [returns], "suggested": False})
    for name, address in (
        ("Support channel", "https://hooks.shop.example/services/T024/B99"),
        ("A very long name of a channel in which nobody looks", "https://hooks.shop.example/other"),
    ):
        call("POST", "/admin/site/webhooks", {"kind": "slack", "name": name, "address": address})
    for address, types in (
        ("https://orders.shop.example/porchlight", ["conversation.rated", "message.created"]),
        ("https://warehouse.shop.example/hooks/porchlight/production/europe-central", ["message.created"]),
    ):
        call("POST", "/admin/event-webhooks", {"address": address, "types": types, **proof})
    for name in ("Order desk", "Nightly export to the data warehouse"):
        call("POST", "/admin/api-tokens", {"name": name, "scopes": ["conversations:read"], **proof})
    for email in ("quinn@shop.example", "a.very.long.address.of.somebody@branch-office.shop.example"):
        call("POST", "/admin/invitations", {"email": email, "role": "agent", **proof})
    call("PATCH", "/admin/site", {"hours": {"zone": "Europe/Berlin", "week": WORKDAYS}})
    time.sleep(1)  # the first deliveries are tried
    call("PATCH", "/admin/site", {"hours": None})
