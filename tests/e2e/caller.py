"""A visitor as an API client, for tests that need the conversation and not the visitor's page."""

import secrets
from collections.abc import Callable
from typing import Any


class Caller:
    def __init__(self, send: Callable[..., Any], widget_token: str, shop: str) -> None:
        """`send` calls the API; `shop` is the origin of the page with the widget."""
        session = send("POST", "/chatbot/session", {"widget_token": widget_token}, Origin=shop)
        self.conversation = str(session["conversation_id"])
        self.send = send
        self.headers = {"Origin": shop, "Authorization": f"Bearer {session['token']}"}
        self.last = 0

    def write(self, body: str) -> None:
        """Returns when the message is stored."""
        message = {"client_id": secrets.token_urlsafe(12), "body": body, "after": self.last}
        self.last = self.send("POST", "/chatbot/message", message, **self.headers)["message"]["id"]
