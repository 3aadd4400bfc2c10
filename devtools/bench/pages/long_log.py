"""A conversation of many messages, which the page gets from here: the server would need minutes to store them."""

import json
import time
from typing import Any

from playwright.sync_api import Page, Route

PAGE = 200
STARTED_AT = 1784188800000
MINUTE_MS = 60_000
TEXT = "Is the blue kettle in stock and how long does delivery to the islands take at the moment please"
WORDS = TEXT.split(" ")
LOADED_SECONDS = 120


def message(number: int) -> dict[str, Any]:
    """Of varying length and sender, about 40 a day. Every hundredth has a link."""
    ours = number % 3 == 0 or number > 10_000
    length = (number * 7) % 60 + 1
    body = " ".join(WORDS[(number + index) % len(WORDS)] for index in range(length))
    link = f" https://shop.example/kettles/{number}" if number % 100 == 0 else ""
    return {
        "id": number,
        "client_id": f"c{number}",
        "sender_type": "admin" if ours else "visitor",
        "sender_name": "Maya" if ours else "Visitor",
        "body": f"[{number}] {body}{link}",
        "sent_at": STARTED_AT + number * 36 * MINUTE_MS,
    }


class LongLog:
    """Answers calls about messages, of a visitor or of an admin. `length` can grow: the page's next poll finds what is
    new."""

    def __init__(self, page: Page, length: int, *, admin: bool = False) -> None:
        self.page = page
        self.length = length
        self.seen = 0
        self.complete = False  # the page has everything
        calls, tickets = ("admin/chatbot/*", "admin") if admin else ("chatbot", "chatbot")
        page.route(f"**/{calls}/messages", self._messages)
        page.route(f"**/{calls}/mark-read", self._mark)
        page.route(f"**/{tickets}/ticket", lambda route: route.fulfill(status=503, json={}))  # polls, no socket

    def wait_until_complete(self) -> None:
        """Until the page has requested everything. It may have a closed panel, in which nothing can be seen."""
        deadline = time.monotonic() + LOADED_SECONDS
        while not self.complete:
            assert time.monotonic() < deadline, f"{self.seen} messages were loaded"
            self.page.wait_for_timeout(50)

    def _messages(self, route: Route) -> None:
        since = _body(route)["since_id"]
        self.seen = max(self.seen, since)
        last = min(self.length, since + PAGE)
        self.complete = last == self.length
        route.fulfill(
            json={
                "messages": [message(number) for number in range(since + 1, last + 1)],
                "last_id": last,
                "has_more": last < self.length,
                "read": {"visitor": self.length - 1, "admin": self.length},
                "created_at": STARTED_AT,
            },
            headers={"Access-Control-Allow-Origin": "*"},
        )

    def _mark(self, route: Route) -> None:
        read = {"visitor": _body(route)["id"], "admin": self.length}
        route.fulfill(json={"read": read}, headers={"Access-Control-Allow-Origin": "*"})


def _body(route: Route) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(route.request.post_data or "{}")
    return body
