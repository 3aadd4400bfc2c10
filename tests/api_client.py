"""A small client of the server: requests go through Chalice's LocalGateway to the unchanged app.py.

Every shop, visitor and admin made here has ids of its own, so tests share no rows and wipe none.
"""

import json
import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any

from chalice.config import Config
from chalice.local import LocalChalice, LocalGateway

import app
from chalicelib import audit
from chalicelib.accounts import admins, sessions
from chalicelib.identity import tokens
from chalicelib.model import AccountRole, Limits, Site
from chalicelib.model.accounts import Admin
from chalicelib.storage import sites
from tests.contract import conformance
from tests.functions import acting_as
from tests.tokens import claims_of

ORIGIN = "https://shop.example"
ADDRESS = "192.0.2.1"
# Tests send faster than people, and from one address. Tests of limits set their own.
WIDE = Limits(messages_at_once=1_000_000, conversations_per_minute=1_000_000, conversations_per_address=1_000_000)
PASSWORD = "correct horse battery staple"


@cache
def gateway() -> Any:
    app.app.__class__ = LocalChalice  # the same app, with a current request for each thread
    return AddressedGateway(app.app, Config())


class AddressedGateway(LocalGateway):  # type: ignore[misc] # Chalice ships no types
    """Sets the caller's address as API Gateway does: the last one of X-Forwarded-For."""

    def _generate_lambda_event(self, method: str, path: str, headers: Any, body: Any) -> dict[str, Any]:
        event: dict[str, Any] = super()._generate_lambda_event(method, path, headers, body)
        event["requestContext"]["identity"] = {"sourceIp": headers["x-forwarded-for"].rpartition(", ")[2]}
        return event


@dataclass(frozen=True)
class Answer:
    """`body` is parsed, or the text of an HTML page; `raw` is the text as it was sent."""

    status: int
    body: Any
    headers: dict[str, str]
    raw: str

    @property
    def code(self) -> str | None:
        return self.body["error"]["code"] if isinstance(self.body, dict) and "error" in self.body else None


class Api:
    """Calls the server with a token, from an origin.

    `simple`: sends POSTs as pages do, as text/plain with the token in the body, and not as programs do.
    """

    def __init__(
        self, token: str | None = None, origin: str | None = ORIGIN, address: str = ADDRESS, *, simple: bool = False
    ) -> None:
        self.token = token
        self.origin = origin
        self.address = address
        self.simple = simple

    def get(self, path: str, **headers: str) -> Answer:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("POST", path, body, **headers)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """`body`: a value to send as JSON, or bytes to send as they are. Header names: `_` for `-`.

        Every answer is checked against the OpenAPI document.
        """
        sent = {"content-type": "application/json", "x-forwarded-for": self.address}
        if self.origin:
            sent["origin"] = self.origin
        if self.simple and method == "POST":
            sent["content-type"] = "text/plain;charset=UTF-8"
            body = with_token(body, self.token)
        elif self.token is not None:
            sent["authorization"] = f"Bearer {self.token}"
        sent |= {name.replace("_", "-").lower(): value for name, value in headers.items()}
        with acting_as("api"):
            response = gateway().handle_request(method, path, sent, as_sent(body))
        returned = {name.lower(): value for name, value in response["headers"].items()}
        media_type = returned["content-type"].partition(";")[0]
        raw = response["body"]
        parsed = (json.loads(raw) if raw else {}) if media_type == "application/json" else raw
        answer = Answer(status=response["statusCode"], body=parsed, headers=returned, raw=raw)
        conformance.check_answer(method, path, answer.status, answer.body, media_type)
        return answer


def with_token(body: Any, token: str | None) -> Any:
    """A body that is not an object, such as bytes, stays as it is."""
    if token is None or not (body is None or isinstance(body, dict)):
        return body
    return {**(body or {}), "token": token}


def as_sent(body: Any) -> str | bytes | None:
    """API Gateway passes a text; bytes that are no text stay bytes."""
    if body is None:
        return None
    if not isinstance(body, bytes):
        return json.dumps(body)
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body


class Seat:
    """The visitor's or the admin's side of a conversation: sends, reads, and marks as read."""

    def __init__(self, api: Api, conversation_id: str, send: str, base: str) -> None:
        self.api = api
        self.conversation_id = conversation_id
        self.visitor_id = "" if base.startswith("/admin") else claims_of(api.token).get("sub", "")
        self.send_path = base + send
        self.messages_path = base + "/messages"
        self.mark_read_path = base + "/mark-read"

    def send(self, body: Any = "hello", after: Any = 0, client_id: Any = None, **more: Any) -> Answer:
        fields = {"client_id": client_id or new_client_id(), "body": body, "after": after, **more}
        return self.api.post(self.send_path, fields)

    def edit(self, id: Any, body: Any = "changed", after: Any = 0, client_id: Any = None) -> Answer:
        fields = {"client_id": client_id or new_client_id(), "body": body, "after": after}
        return self.api.post(f"{self.messages_path}/{id}/edit", fields)

    def delete(self, id: Any, after: Any = 0, client_id: Any = None) -> Answer:
        return self.api.post(
            f"{self.messages_path}/{id}/delete", {"client_id": client_id or new_client_id(), "after": after}
        )

    def set_status(self, status: Any, after: Any = 0, client_id: Any = None) -> Answer:
        """An admin's side only."""
        fields = {"client_id": client_id or new_client_id(), "status": status, "after": after}
        return self.api.post(self.messages_path.replace("/messages", "/status"), fields)

    def rate(self, id: Any, rating: Any, after: Any = 0, client_id: Any = None, **more: Any) -> Answer:
        """A visitor's side only."""
        fields = {"client_id": client_id or new_client_id(), "id": id, "rating": rating, "after": after, **more}
        return self.api.post("/chatbot/rating", fields)

    def messages(self, since_id: Any = 0, **query: Any) -> Answer:
        more = "".join(f"&{name}={value}" for name, value in query.items())
        return self.api.get(f"{self.messages_path}?since_id={since_id}{more}")

    def drained(self, since_id: int = 0, limit: int = 200) -> list[dict[str, Any]]:
        """All messages after a number, page by page."""
        found: list[dict[str, Any]] = []
        while True:
            page = self.messages(since_id, limit=limit).body
            found += page["messages"]
            since_id = page["last_id"]
            if not page["has_more"]:
                return found

    def mark_read(self, id: Any) -> Answer:
        return self.api.post(self.mark_read_path, {"id": id})


class Shop:
    """A site of its own, with its visitors and admins."""

    def __init__(self, **settings: Any) -> None:
        site_id = f"s-{secrets.token_hex(6)}"
        token = f"pl_{site_id}_{secrets.token_hex(8)}"
        fields = {
            "name": "Fern & Kettle",
            "origins": (ORIGIN,),
            "greeting": "Hello! How can we help?",
            "installed_at": 1,
        }
        self.site = Site(site_id=site_id, widget_token=token, **{"limits": WIDE, **fields, **settings})
        sites.put(self.site)

    def visitor(self, earlier: str | None = None, address: str = ADDRESS, **more: Any) -> Seat:
        """Opens a visitor's session; `earlier` is the token of an earlier session, `more` other fields of the call."""
        session = Api(earlier).post("/chatbot/session", {"widget_token": self.site.widget_token, **more})
        assert session.status == 200, session
        return Seat(
            Api(session.body["token"], address=address), session.body["conversation_id"], "/message", "/chatbot"
        )

    def account(self, name: str = "Maya", password: str = PASSWORD, role: AccountRole = "owner") -> str:
        """Creates an admin's account and returns its e-mail address."""
        return self.member(name, password, role).email

    def member(self, name: str, password: str, role: AccountRole) -> Admin:
        return admins.create(self.site.site_id, f"{secrets.token_hex(6)}@shop.example", name, password, role)

    def admin(self, name: str = "Maya", role: AccountRole = "owner") -> Api:
        """Creates an account and signs in."""
        return self.signed_in(self.member(name, PASSWORD, role))

    def signed_in(self, member: Admin) -> Api:
        """Starts a session as a sign-in does. The attempt is not counted: that takes two thirds of a sign-in's requests
        to the store, and most tests begin with this."""
        session, _ = sessions.start(member, self.site.site_id, ADDRESS, agent="")
        audit.record(self.site.site_id, member.id, "session.begun", session.id, ADDRESS)
        token, _ = tokens.issue_admin(member, session)
        return Api(token)


def across(admin: Api, conversation_id: str) -> Seat:
    """The admin's side of a conversation."""
    return Seat(admin, conversation_id, "/reply", f"/admin/chatbot/{conversation_id}")


def new_client_id() -> str:
    return f"t-{secrets.token_hex(8)}"
