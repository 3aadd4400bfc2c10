"""An inbox of many conversations, which the page gets from here: the server would need minutes to store them."""

import json
from typing import Any

from playwright.sync_api import Page, Route

PAGE = 50
NEWEST_AT = 1784188800000
MINUTE_MS = 60_000
NAMES = ["Ada Byron", "Visitor", "Kofi Mensah", "Ines Duarte", "Visitor", "Noor Haddad", "Linus Berg"]
TAGS = [[], [], ["refund"], [], ["shipping", "vip"], [], []]
PREVIEWS = [
    "Is the blue kettle in stock?",
    "My parcel says delivered, but there is nothing at the door. Order FK-20817",
    "Do you ship to Norway?",
    "Thank you!",
]


def conversation(number: int) -> dict[str, Any]:
    """Number 0 is the newest one. Every third is read, every fifth is answered, every seventh is the admin's own."""
    last_at = NEWEST_AT - number * MINUTE_MS
    answered = number % 5 == 4
    tags = TAGS[number % len(TAGS)]
    return {
        "id": f"c_{number:06d}",
        "visitor": {
            "id": f"v_{number}",
            "name": NAMES[number % len(NAMES)],
            "verified_id": None,
            "email": None,
        },
        "status": "open",
        "created_at": last_at - 5 * MINUTE_MS,
        "last_id": 3,
        "last_at": last_at,
        "last_sender": "admin" if answered else "visitor",
        "preview": f"[{number}] {PREVIEWS[number % len(PREVIEWS)]}",
        "read": {"visitor": 3, "admin": 3 if answered or number % 3 else 1},
        **({"assignee_id": "a_me"} if number % 7 == 6 else {}),
        **({"tags": tags, "desk_id": 1} if tags else {}),
        **({} if answered else {"waiting_since": last_at}),
    }


class LongInbox:
    """Answers an admin's calls about the inbox, page by page. `changed` goes out with the next poll."""

    def __init__(self, page: Page, count: int, per_page: int = PAGE) -> None:
        self.count = count
        self.per_page = per_page
        self.served = 0  # the page has requested so many
        self.changed: list[dict[str, Any]] = []
        page.route("**/admin/chatbot", self._inbox)
        page.route("**/admin/counts", self._counts)
        page.route("**/admin/ticket", lambda route: route.fulfill(status=503, json={}))  # polls, no socket

    def brings(self, number: int, preview: str) -> str:
        """The conversation gets a message. Returns its id."""
        changed = conversation(number)
        changed.update(last_id=4, last_at=NEWEST_AT + MINUTE_MS, preview=preview)
        self.changed.append(changed)
        return str(changed["id"])

    def _inbox(self, route: Route) -> None:
        query = json.loads(route.request.post_data or "{}")
        if "since" in query:
            changed, self.changed = self.changed, []
            return answer(route, {"conversations": changed, "cursor": "k1", "has_more": False, "older": None})
        first = int(query.get("before", 0))
        last = min(self.count, first + self.per_page)
        self.served = max(self.served, last)
        found = [conversation(number) for number in range(first, last)]
        unread = [each for each in found if each["read"]["admin"] < each["last_id"]]
        tag, wanted = query.get("tag"), unread if query.get("unread") else found
        body = {
            "conversations": [each for each in wanted if not tag or tag in each.get("tags", [])],
            "cursor": "k1",
            "has_more": False,
            "older": str(last) if last < self.count else None,
        }
        return answer(route, body)

    def _counts(self, route: Route) -> None:
        views = {
            "all": self.count,
            "mine": self.count // 7,
            "unassigned": self.count * 6 // 7,
            "snoozed": 0,
            "blocked": 0,
        }
        answer(route, {"views": views, "most": 100_000})


def answer(route: Route, body: dict[str, Any]) -> None:
    route.fulfill(json=body, headers={"Access-Control-Allow-Origin": "*"})
