"""Calls about the team's work on a conversation that are refused."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from tests.api_client import Answer, new_client_id
from tests.desk_client import Desk
from tests.integration.api.refusal_stage import Case, Stage, each

NO_NUMBERS: dict[str, Any] = {"-1": -1, "a half": 0.5, "a text": "1"}
NO_MENTIONS: dict[str, Any] = {"a text": "a_1", "a number": [1], "21": [f"a_{number}" for number in range(21)]}
NO_TAGS: dict[str, Any] = {
    "41 letters": ["x" * 41],
    "an empty one": [""],
    "a text": "vip",
    "21": [*map(str, range(21))],
}
UNKNOWN = f"c_{'0' * 16}"
NO_TIMES: dict[str, Any] = {"a text": "tomorrow", "-1": -1, "the past": 1}


def cases() -> list[Case]:
    return [
        Case(400, "client_id_invalid", "a note", posted("notes", body="hello", client_id="short")),
        Case(400, "message_empty", "a note", posted("notes", body=" ")),
        Case(400, "message_too_long", "a note", posted("notes", body="x" * 4001)),
        Case(400, "message_not_text", "a note", posted("notes", body=5)),
        Case(400, "message_unprintable", "a note", posted("notes", body="a\x07")),
        Case(409, "cursor_ahead", "a note", posted("notes", body="hello", after=1_000)),
        Case(409, "cursor_ahead", "of the desk", lambda stage: desk(stage).page(1_000)),
        *each(400, "at_id_invalid", NO_NUMBERS, lambda stage, at: posted("notes", body="hello", at_id=at)(stage)),
        *each(400, "mentions_invalid", NO_MENTIONS, lambda stage, who: posted("notes", body="x", mentions=who)(stage)),
        Case(404, "colleague_not_found", "mentioned", posted("notes", body="hello", mentions=["a_unknown"])),
        Case(404, "note_not_found", "a note", posted("notes/7/edit", body="hello")),
        Case(404, "colleague_not_found", "assigned", posted("assignee", assignee_id="a_unknown")),
        Case(400, "assignee_id_invalid", "a number", posted("assignee", assignee_id=7)),
        *each(400, "add_invalid", NO_TAGS, lambda stage, tags: posted("tags", add=tags)(stage)),
        *each(400, "remove_invalid", NO_TAGS, lambda stage, tags: posted("tags", remove=tags)(stage)),
        *each(400, "view_invalid", {"open": "open", "empty": ""}, listed("view")),
        *each(400, "tag_invalid", {"41 letters": "x" * 41, "empty": ""}, listed("tag")),
        *each(400, "assignee_invalid", {"empty": "", "a space": "a 1"}, listed("assignee")),
        *each(400, "unread_invalid", {"a text": "maybe", "empty": ""}, listed("unread")),
        *each(
            400, "other_id_invalid", {"a number": 7, "empty": "", "short": "c_1"}, lambda stage, id: linked(id)(stage)
        ),
        Case(400, "other_id_invalid", "with itself", lambda stage: linked(stage.visitor.conversation_id)(stage)),
        Case(400, "linked_invalid", "a text", posted("links", other_id=UNKNOWN, linked="maybe")),
        Case(404, "other_not_found", "linked", posted("links", other_id=UNKNOWN)),
        *each(400, "language_invalid", {"a region": "de-AT", "empty": "", "capitals": "DE"}, listed("language")),
        *each(400, "until_invalid", NO_TIMES, lambda stage, until: posted("snooze", until=until)(stage)),
    ]


def linked(other_id: Any) -> Callable[[Stage], Answer]:
    return posted("links", other_id=other_id)


def listed(name: str) -> Callable[[Stage, Any], Answer]:
    return lambda stage, value: stage.admin.get(f"/admin/chatbot?{urlencode({name: value})}")


def desk(stage: Stage) -> Desk:
    return Desk(stage.admin, stage.visitor.conversation_id)


def posted(path: str, **fields: Any) -> Callable[[Stage], Answer]:
    def call(stage: Stage) -> Answer:
        given = {"client_id": new_client_id(), "after": 0, **fields}
        return stage.admin.post(f"/admin/chatbot/{stage.visitor.conversation_id}/{path}", given)

    return call
