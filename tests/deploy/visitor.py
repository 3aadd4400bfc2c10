"""A visitor of a deployed stage, without a browser."""

import json
import secrets
from typing import Any
from urllib.request import Request

from tests.deploy.deployed import Deployed


class Visitor:
    def __init__(self, stage: Deployed, origin: str) -> None:
        self.stage, self.origin, self.token = stage, origin, ""
        self.widget_token = stage.addresses["widget_token"]
        session = self.call("POST", "/chatbot/session", {"widget_token": self.widget_token})
        self.token, self.conversation = session["token"], session["conversation_id"]

    def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Origin": self.origin, "Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.stage.addresses["api"] + path, data, headers, method=method)
        with self.stage.cloud.edge.opener().open(request, timeout=30) as answer:
            return json.load(answer)

    def write(self, text: str) -> None:
        self.call("POST", "/chatbot/message", message(text, after=0))

    def leave(self, address: str) -> None:
        self.call("POST", "/chatbot/contact", {"email": address})

    def conversation_of(self, secret: str) -> str:
        """The conversation that the link in a mail opens."""
        opened = self.call("POST", "/chatbot/link", {"widget_token": self.widget_token, "secret": secret})
        return str(opened["conversation_id"])

    def messages(self) -> list[tuple[str, str]]:
        """The sender's type and the text of each."""
        found = self.call("GET", "/chatbot/messages?since_id=0")["messages"]
        return [(each["sender_type"], each["body"]) for each in found]


def message(text: str, after: int) -> dict[str, Any]:
    return {"client_id": secrets.token_urlsafe(12), "body": text, "after": after}
