"""Visitors and admins without a browser: what their pages would send, with a `client_id` for each change."""

import secrets
from typing import Any

from tests.e2e.working_day.line import Line
from tests.e2e.working_day.played import Case


class Visitor:
    """`case.id` is its conversation's."""

    def __init__(self, line: Line, widget_token: str) -> None:
        self.line = line
        session = line.call("POST", "/chatbot/session", {"widget_token": widget_token})
        self.token = str(session["token"])
        self.case = Case(session["conversation_id"])
        self.last = 0

    def write(self, text: str) -> None:
        sent = {"client_id": secrets.token_urlsafe(12), "body": text, "after": self.last}
        answer = self.line.call("POST", "/chatbot/message", sent, self.token)
        self.last = answer["message"]["id"]
        self.case.visitor_wrote(text)

    def rate(self, rating: int) -> None:
        closing = next(each["id"] for each in reversed(self.entries()) if each.get("kind") == "closed")
        sent = {"client_id": secrets.token_urlsafe(12), "after": self.last, "id": closing, "rating": rating}
        self.line.call("POST", "/chatbot/rating", sent, self.token)
        self.case.rating = rating

    def entries(self) -> list[dict[str, Any]]:
        """Its log, as the server sends it to a visitor."""
        page = self.line.call("POST", "/chatbot/messages", {"since_id": 0, "limit": 200}, self.token)
        assert not page["has_more"]
        self.last = page["last_id"]
        found: list[dict[str, Any]] = page["messages"]
        return found


class Admin:
    """An admin's program, beside the admin's page."""

    def __init__(self, line: Line, email: str, password: str) -> None:
        self.line = line
        session = line.call("POST", "/admin/session", {"email": email, "password": password})
        self.token, self.id, self.name = str(session["token"]), str(session["admin"]["id"]), session["admin"]["name"]

    def call(self, case: Case, what: str, **body: Any) -> Any:
        sent = {"client_id": secrets.token_urlsafe(12), "after": 0, **body}
        return self.line.call("POST", f"/admin/chatbot/{case.id}/{what}", sent, self.token)

    def answer(self, case: Case, text: str) -> None:
        self.call(case, "reply", body=text)
        case.admin_wrote(text, self.id)

    def note(self, case: Case, text: str, *mentions: str) -> None:
        self.call(case, "notes", body=text, mentions=list(mentions))
        case.notes.append(text)

    def assign(self, case: Case, assignee: str | None) -> None:
        self.call(case, "assignee", assignee_id=assignee)
        case.assignee = assignee

    def tag(self, case: Case, *tags: str) -> None:
        self.call(case, "tags", add=list(tags))
        case.tags |= {*tags}

    def snooze(self, case: Case, until: int) -> None:
        self.call(case, "snooze", until=until)
        case.snoozed = True

    def close(self, case: Case) -> None:
        last = self.line.call("POST", f"/admin/chatbot/{case.id}/messages", {"since_id": 0, "limit": 200}, self.token)
        assert self.call(case, "status", status="closed", after=last["last_id"])["message"]
        case.close(self.id)

    def reopen(self, case: Case) -> None:
        assert self.call(case, "status", status="open")["message"]
        case.reopen()

    def block(self, case: Case) -> None:
        sent = {"conversation_id": case.id, "kind": "visitor", "reason": "Abuse"}
        self.line.call("POST", "/admin/blocks", sent, self.token)
        case.blocked = True

    def read(self, path: str, **body: Any) -> Any:
        return self.line.call("POST", path, body, self.token)
