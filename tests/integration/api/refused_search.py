"""Searches that are refused."""

from typing import Any

from tests.integration.api.refusal_stage import Case, Stage, each
from tests.integration.api.refused_input import NO_CURSORS

NO_QUERIES: dict[str, Any] = {"null": None, "a number": 5, "a list": ["kettle"], "a control character": "ket\x07tle"}
TOO_SHORT = {"nothing": "", "a letter": "x", "letters": "a b c", "marks": "?!", "spaces": "   ", "a joiner": "\u200d"}
NO_LIMITS: dict[str, Any] = {"0": 0, "51": 51, "a text": "5", "a half": 1.5}


def cases() -> list[Case]:
    return [
        *each(400, "q_invalid", NO_QUERIES, lambda stage, text: search(stage, q=text)),
        *each(400, "search_too_short", TOO_SHORT, lambda stage, text: search(stage, q=text)),
        Case(400, "search_too_long", "201 letters", lambda stage: search(stage, q="x" * 201)),
        Case(400, "field_missing", "no words", lambda stage: search(stage)),
        *each(400, "limit_invalid", NO_LIMITS, lambda stage, limit: search(stage, q="kettle", limit=limit)),
        *each(
            400,
            "before_invalid",
            NO_CURSORS,
            lambda stage, value: stage.admin.get(f"/admin/search?q=kettle&before={value}"),
        ),
    ]


def search(stage: Stage, **fields: Any) -> Any:
    return stage.admin.post("/admin/search", fields)
