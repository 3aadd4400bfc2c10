"""The server under attack, as anybody on the internet reaches it."""

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
    """An attack has got through."""


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
    """A local run; the attackers know its address, what stands in its pages, and no more unless they say so."""

    def __init__(self, run: LocalRun, browser: Browser) -> None:
        self.run = run
        self.browser = browser
        self.origin = run.shop
        self.socket = run.socket
        self.widget_token = re.findall(r"pl_default_[0-9a-f]+", self.ask("GET", f"{run.shop}/").raw)[0]

    def ask(
        self, method: str, url: str, body: Any = None, token: str | None = None, origin: str | None = "", **more: str
    ) -> Reply:
        """`body`: a value to send as JSON, or bytes as they are; `origin`: "" is the site's own, None none."""
        address = urlsplit(url)
        path = url.removeprefix(f"{address.scheme}://{address.netloc}")  # as it is: odd characters must arrive
        headers = {"Content-Type": "application/json", **{name.replace("_", "-"): said for name, said in more.items()}}
        if origin is not None:
            headers["Origin"] = origin or self.origin
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
        try:
            connection.request(method, path, sent, headers)
            answer = connection.getresponse()
            raw = answer.read().decode(errors="replace")
        finally:
            connection.close()
        return Reply(answer.status, parsed(raw), {name.lower(): said for name, said in answer.getheaders()}, raw)

    def api(self, method: str, path: str, body: Any = None, **more: Any) -> Reply:
        return self.ask(method, f"{self.run.api}{path}", body, **more)

    def visitor(self) -> dict[str, Any]:
        """A visitor's session, as any page of the site gets one."""
        session: dict[str, Any] = self.api("POST", "/chatbot/session", {"widget_token": self.widget_token}).body
        return session

    def victim(self, text: str) -> dict[str, Any]:
        """A visitor who has written this."""
        session = self.visitor()
        assert self.send(session["token"], text).status == 201
        return session

    def send(self, token: str, text: str, after: int = 0, **more: Any) -> Reply:
        body = {"client_id": f"attack-{secrets.token_hex(6)}", "body": text, "after": after}
        return self.api("POST", "/chatbot/message", body, token=token, **more)

    def admin(self) -> dict[str, Any]:
        """The owner, who is not the attacker."""
        said = {"email": self.run.admin_email, "password": self.run.admin_password}
        session: dict[str, Any] = self.api("POST", "/admin/session", said).body
        return session


def parsed(raw: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None


def refused(reply: Reply, *statuses: int, what: str) -> None:
    """It must be a refusal of ours with one of these statuses: anything else is a breach."""
    if reply.status not in statuses or reply.code is None:
        raise Breach(f"{what}: {reply.status} {reply.raw[:200]}")
