"""The server under attack, as anyone on the internet can reach it."""

import http.client
import json
import re
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.localrun import LocalRun


class Breach(Exception):
    """An attack succeeded."""


@dataclass(frozen=True)
class Reply:
    status: int
    body: Any
    headers: dict[str, str]
    raw: str

    @property
    def code(self) -> str | None:
        return self.body["error"]["code"] if isinstance(self.body, dict) and "error" in self.body else None


class Target:
    """A local run. Attackers know its address and the content of its pages."""

    def __init__(self, run: LocalRun, browser: Browser) -> None:
        self.run = run
        self.browser = browser
        self.origin = run.shop
        self.socket = run.socket
        self.widget_token = re.findall(r"pl_default_[0-9a-f]+", self.request("GET", f"{run.shop}/").raw)[0]

    def request(
        self, method: str, url: str, body: Any = None, token: str | None = None, origin: str | None = "", **more: str
    ) -> Reply:
        """`body`: a value to send as JSON, or bytes; `origin`: "" for the site's own, None for none."""
        address = urlsplit(url)
        path = url.removeprefix(f"{address.scheme}://{address.netloc}")  # unchanged: attackers send special characters
        headers = {
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in more.items()},
        }
        if origin is not None:
            headers["Origin"] = origin or self.origin
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
        try:
            connection.request(method, path, sent, headers)
            response = connection.getresponse()
            raw = response.read().decode(errors="replace")
        finally:
            connection.close()
        return Reply(response.status, parsed(raw), {name.lower(): value for name, value in response.getheaders()}, raw)

    def api(self, method: str, path: str, body: Any = None, **more: Any) -> Reply:
        return self.request(method, f"{self.run.api}{path}", body, **more)

    def visitor(self) -> dict[str, Any]:
        """Returns a new visitor's session."""
        session: dict[str, Any] = self.api("POST", "/chatbot/session", {"widget_token": self.widget_token}).body
        return session

    def victim(self, text: str) -> dict[str, Any]:
        """Returns the session of a visitor who has sent this text."""
        session = self.visitor()
        assert self.send(session["token"], text).status == 201
        return session

    def send(self, token: str, text: str, after: int = 0, **more: Any) -> Reply:
        body = {"client_id": f"attack-{secrets.token_hex(6)}", "body": text, "after": after}
        return self.api("POST", "/chatbot/message", body, token=token, **more)

    def admin(self) -> dict[str, Any]:
        """Returns a session of the owner."""
        credentials = {"email": self.run.admin_email, "password": self.run.admin_password}
        session: dict[str, Any] = self.api("POST", "/admin/session", credentials).body
        return session


def parsed(raw: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None


def refused(reply: Reply, *statuses: int, what: str) -> None:
    """Raises `Breach` unless the reply is an error of the API with one of these statuses."""
    if reply.status not in statuses or reply.code is None:
        raise Breach(f"{what}: {reply.status} {reply.raw[:200]}")
