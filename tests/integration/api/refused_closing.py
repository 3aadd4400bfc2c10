"""Calls that close or rate a conversation and are refused."""

from collections.abc import Callable
from typing import Any

from tests.api_client import Answer, new_client_id
from tests.integration.api.refusal_stage import Case, Stage, each

NO_STATUSES: dict[str, Any] = {"another": "snoozed", "null": None, "a number": 1}
NO_RATINGS: dict[str, Any] = {"0": 0, "6": 6, "a half": 4.5, "a text": "5", "true": True}
NO_COMMENTS: dict[str, Any] = {"1001 letters": "x" * 1001, "a control character": "a\x07", "a number": 5}


def cases() -> list[Case]:
    return [
        *each(400, "status_invalid", NO_STATUSES, lambda stage, status: closed(status=status)(stage)),
        Case(400, "client_id_invalid", "a status", closed(client_id="short")),
        Case(400, "after_invalid", "a status", closed(after=-1)),
        Case(409, "cursor_ahead", "a status", closed(after=1_000)),
        Case(409, "newer_messages", "a page that has not read the visitor's message", closed(after=0)),
        *each(400, "rating_invalid", NO_RATINGS, lambda stage, rating: rated(rating=rating)(stage)),
        *each(400, "comment_invalid", NO_COMMENTS, lambda stage, comment: rated(comment=comment)(stage)),
        Case(400, "id_invalid", "a rating", rated(id="3")),
        Case(409, "rating_over", "of an open conversation", rated()),
    ]


def closed(**fields: Any) -> Callable[[Stage], Answer]:
    def call(stage: Stage) -> Answer:
        path = f"/admin/chatbot/{stage.visitor.conversation_id}/status"
        given = {"client_id": new_client_id(), "status": "closed", "after": 0, **fields}
        return stage.admin.post(path, given)

    return call


def rated(**fields: Any) -> Callable[[Stage], Answer]:
    def call(stage: Stage) -> Answer:
        given = {"client_id": new_client_id(), "id": 1, "rating": 5, "after": 1, **fields}
        return stage.visitor.api.post("/chatbot/rating", given)

    return call
