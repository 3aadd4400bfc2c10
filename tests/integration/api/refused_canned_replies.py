"""Bad input about canned replies."""

from typing import Any

from tests.api_client import Answer
from tests.integration.api.refusal_stage import Case, Stage, each

ENTRIES = "/admin/canned-replies/entries"
REPLY = {"name": "returns", "title": "Returns", "text": "For thirty days."}
NAMES: dict[str, Any] = {
    "none": "",
    "41 letters": "x" * 41,
    "a space": "my returns",
    "a slash": "/returns",
    "a number": 5,
    "a brace": "{returns}",
}
TITLES: dict[str, Any] = {"none": "", "81 letters": "x" * 81, "two lines": "Returns\nand more"}
TEXTS: dict[str, Any] = {
    "none": "",
    "nothing that can be seen": " \u200b ",
    "a control character": "a\x00b",
    "4,001 characters": "x" * 4001,
    "a list": ["For thirty days."],
}


def cases() -> list[Case]:
    def added(field: str) -> Any:
        return lambda stage, value: stage.agent.post(ENTRIES, {**REPLY, field: value})

    def changed(stage: Stage, fields: dict[str, Any]) -> Answer:
        return stage.agent.call("PATCH", f"{ENTRIES}/r_nobodys", fields)

    return [
        *each(400, "name_invalid", NAMES, added("name")),
        *each(400, "title_invalid", TITLES, added("title")),
        *each(400, "text_invalid", TEXTS, added("text")),
        Case(
            400, "field_missing", "of a canned reply: no text", lambda stage: stage.agent.post(ENTRIES, {"name": "a"})
        ),
        Case(400, "revision_invalid", "zero", lambda stage: changed(stage, {**REPLY, "revision": 0})),
        Case(400, "field_missing", "no revision", lambda stage: changed(stage, {**REPLY})),
        Case(404, "canned_reply_not_found", "changed", lambda stage: changed(stage, {**REPLY, "revision": 1})),
        Case(
            404,
            "canned_reply_not_found",
            "removed",
            lambda stage: stage.agent.call("DELETE", f"{ENTRIES}/r_nobodys", {"revision": 1}),
        ),
        Case(
            400,
            "version_invalid",
            "41 characters",
            lambda stage: stage.agent.get(f"/admin/canned-replies?version={'x' * 41}"),
        ),
    ]
