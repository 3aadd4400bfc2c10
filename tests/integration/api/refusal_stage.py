"""The site and callers of the tests of refusals, and a case of them."""

import dataclasses
import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import pyotp

from chalicelib.accounts import team
from chalicelib.storage import sites
from tests.api_client import PASSWORD, Answer, Api, Seat, Shop, across, new_client_id
from tests.integration import sockets
from tests.integration.accounts.admins import Person, id_of, invited
from tests.integration.sockets import Socket
from tests.tokens import claims_of, signed


class Stage:
    """A conversation of two messages, its two sides, and other callers. No refusal changes anything."""

    def __init__(self) -> None:
        self.shop, self.other_shop, self.disabled = Shop(), Shop(), Shop(enabled=False)
        self.strict = Shop(identity_secret="a secret of the site's own")
        self.early = self.strict.visitor()
        sites.put(dataclasses.replace(self.strict.site, require_identity=True))
        self.visitor: Seat = self.shop.visitor()
        for number in range(2):
            self.visitor.send(after=number)
        self.stranger = self.shop.visitor()
        self.email = self.shop.account()
        self.admin = self.shop.admin()
        self.careful = self.shop.account("Olu")
        careful = Api(Api().post("/admin/session", {"email": self.careful, "password": PASSWORD}).body["token"])
        secret = careful.post("/admin/second-factor", {"password": PASSWORD}).body["secret"]
        code = pyotp.TOTP(secret).now()
        assert careful.post("/admin/second-factor/confirm", {"code": code}).status == 200
        self.agent = self.shop.admin("Noor", role="agent")
        self.maya = across(self.admin, self.visitor.conversation_id)
        self.other_admin = self.other_shop.admin()
        third = Shop()
        both, removed = Person(third), Person(third)
        for person in (both, removed):
            person.join(self.shop)
        self.both, self.removed = both.api, removed.at(self.shop)
        assert self.removed.get("/admin/chatbot").status == 200
        team.end_membership(self.shop.site.site_id, id_of(self.removed))
        self.taken_invitation = invited(self.shop, third.account())
        self.others_invitation = invited(third, f"{secrets.token_hex(6)}@shop.example")
        self.socket = sockets.admins(self.admin)
        assert self.socket.ticket
        self.used_ticket = self.socket.ticket

    def message(self, raw: bytes, **headers: str) -> Answer:
        """Posts this body, byte for byte."""
        return self.visitor.api.post("/chatbot/message", raw, **headers)

    def simple(self, raw: bytes | dict[str, Any] | None, path: str = "/chatbot/message", **headers: str) -> Answer:
        """Posts as pages do, as text/plain: bytes as they are, or an object as JSON."""
        return Api(simple=True).post(path, raw, **headers)

    def field(self, json_value: str, name: str = "body") -> Answer:
        """Sends a message in which one field has this value, given as JSON."""
        fields = {"client_id": json.dumps(new_client_id()), "body": '"hello"', "after": "2", name: json_value}
        return self.message(("{" + ",".join(f'"{each}":{value}' for each, value in fields.items()) + "}").encode())

    def polled(self, query: str) -> Answer:
        return self.visitor.api.get(f"/chatbot/messages?{query}")

    def inbox(self, query: str) -> Answer:
        return self.admin.get(f"/admin/chatbot?{query}")

    def session(self, origin: str | None, widget_token: Any = None) -> Answer:
        shown = self.shop.site.widget_token if widget_token is None else widget_token
        return Api(origin=origin).post("/chatbot/session", {"widget_token": shown})

    def with_token(self, token: str | None) -> Answer:
        return Api(token).get("/chatbot/messages")

    def forged(self, key: str | None = None, algorithm: str = "HS256", **claims: Any) -> str:
        """A token like the visitor's, except for these claims; None omits one."""
        genuine = claims_of(self.visitor.api.token)
        changed = {name: value for name, value in {**genuine, **claims}.items() if value is not None}
        return signed(changed, key, algorithm)

    def handshake(self, ticket: str | None, **headers: str | None) -> Answer:
        answer = Socket(ticket).connect(**headers)
        return Answer(answer["statusCode"], json.loads(answer["body"]), {}, answer["body"])

    def frame_answer(self, frame: str) -> Answer:
        before = len(self.socket.received)
        self.socket.send_frame(frame)
        (answer,) = self.socket.received[before:]
        return Answer(400, answer, {}, "")  # a frame has no status; the refusal's is 400


class Case(NamedTuple):
    status: int
    code: str
    what: str
    call: Callable[[Stage], Answer]


def each(
    status: int, code: str, values: Mapping[str, Any] | Iterable[str], call: Callable[[Stage, Any], Answer]
) -> list[Case]:
    """A case for each value, described by its name, or by itself."""
    named = values if isinstance(values, Mapping) else {value[:24]: value for value in values}

    def case(what: str, value: Any) -> Case:
        return Case(status, code, what, lambda stage: call(stage, value))

    return [case(what, value) for what, value in named.items()]
