"""Bad input about reports."""

from tests.api_client import Answer
from tests.integration.api.refusal_stage import Case, Stage, each

NO_TIMES = {
    "a text": "today",
    "negative": "-1",
    "a fraction": "1.5",
    "seconds of the year 2101 and later": "4102444800001",
}
NO_HOURS = {"a text": "day", "none": "0", "9,601": "9601"}


def cases() -> list[Case]:
    def asked(stage: Stage, query: str) -> Answer:
        return stage.admin.get(f"/admin/reports?{query}")

    return [
        *each(400, "start_invalid", NO_TIMES, lambda stage, value: asked(stage, f"start={value}&hours=24")),
        *each(400, "hours_invalid", NO_HOURS, lambda stage, value: asked(stage, f"start=0&hours={value}")),
        Case(
            400,
            "hours_invalid",
            "of a report, posted as a text",
            lambda stage: posted(stage, {"start": 0, "hours": "24"}),
        ),
        Case(400, "field_missing", "a report without a beginning", lambda stage: asked(stage, "hours=24")),
        Case(400, "field_unknown", "a report's zone", lambda stage: asked(stage, "start=0&hours=24&zone=UTC")),
    ]


def posted(stage: Stage, body: dict[str, object]) -> Answer:
    return stage.admin.post("/admin/reports", body)
