"""Bad input about the bot and its questions."""

from typing import Any

from tests.api_client import Answer, new_client_id
from tests.integration.api.refusal_stage import Case, Stage, each

PATH = "/admin/site/faq"
TEXT = {"language": "en", "question": "How long?", "answer": "Two days."}
NO_TEXTS: dict[str, Any] = {
    "a text": "How long?",
    "none": [],
    "no answer": [{"language": "en", "question": "How long?"}],
    "an invisible answer": [{**TEXT, "answer": " \u200b "}],
    "a question of two lines": [{**TEXT, "question": "How\nlong?"}],
    "a question of 201 characters": [{**TEXT, "question": "x" * 201}],
    "an answer of 1,201 characters": [{**TEXT, "answer": "x" * 1201}],
    "a language by name": [{**TEXT, "language": "English"}],
    "21 keywords": [{**TEXT, "keywords": [f"word{number}" for number in range(21)]}],
    "a keyword of 41 characters": [{**TEXT, "keywords": ["x" * 41]}],
    "an empty keyword": [{**TEXT, "keywords": [""]}],
    "another field": [{**TEXT, "title": "Delivery"}],
    "11 languages": [{**TEXT, "language": f"a{chr(97 + number)}"} for number in range(11)],
}


def cases() -> list[Case]:
    def added(stage: Stage, texts: Any, **more: Any) -> Answer:
        return stage.admin.post(f"{PATH}/entries", {"texts": texts, **more})

    def changed(stage: Stage, fields: dict[str, Any]) -> Answer:
        return stage.admin.call("PATCH", PATH, fields)

    return [
        *each(400, "texts_invalid", NO_TEXTS, added),
        Case(400, "faq_language_twice", "the same language", lambda stage: added(stage, [TEXT, TEXT])),
        Case(400, "suggested_invalid", "a number", lambda stage: added(stage, [TEXT], suggested=1)),
        Case(400, "field_missing", "no texts", lambda stage: stage.admin.post(f"{PATH}/entries", {})),
        Case(400, "order_invalid", "a text", lambda stage: changed(stage, {"order": "q_1"})),
        Case(400, "enabled_invalid", "of the bot", lambda stage: changed(stage, {"enabled": "yes"})),
        Case(400, "name_invalid", "of the bot: 81 letters", lambda stage: changed(stage, {"name": "x" * 81})),
        Case(
            404,
            "faq_entry_not_found",
            "changed",
            lambda stage: stage.admin.call("PATCH", f"{PATH}/entries/q_nobodys", {"suggested": False}),
        ),
        Case(
            404, "faq_entry_not_found", "removed", lambda stage: stage.admin.call("DELETE", f"{PATH}/entries/q_nobodys")
        ),
        Case(
            400,
            "bot_invalid",
            "a text",
            lambda stage: stage.visitor.api.post(
                "/chatbot/message", {"client_id": new_client_id(), "body": "hello", "after": 0, "bot": "please"}
            ),
        ),
    ]
