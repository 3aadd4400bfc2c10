"""From answers and refusals to HTTP responses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chalice import Response

from chalicelib.api.answers.page import HtmlPage
from chalicelib.errors import AssignedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.api.answers import Answer
    from chalicelib.api.answers.contract import Error
    from chalicelib.errors import Refusal


NOT_STORED = {"Cache-Control": "no-store"}

written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # `json.dumps` would make one each time


def response(status: int, body: Mapping[str, object], headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        body=written(body),
        status_code=status,
        headers={"Content-Type": "application/json", **NOT_STORED, **(headers or {})},
    )


def answered(answer: Answer[Any]) -> Response:
    if isinstance(answer, HtmlPage):
        return Response(body=answer.body, status_code=answer.status, headers={**answer.headers, **NOT_STORED})
    return response(answer.status, answer.body)


def refused(refusal: Refusal) -> Response:
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else None
    return response(refusal.status, error(refusal), headers)


def error(refusal: Refusal) -> Error:
    answer: Error = {"error": {"code": refusal.code, "message": refusal.message}}
    if refusal.field is not None:
        answer["error"]["field"] = refusal.field
    if isinstance(refusal, AssignedMeanwhile):
        answer["state"] = {
            "assignee_id": refusal.assignee_id or None,
            "tags": list(refusal.tags),
            "snoozed_until": refusal.snoozed_until or None,
            "desk_id": refusal.desk_id,
        }
        if refusal.links:
            answer["state"]["links"] = list(refusal.links)
    return answer
