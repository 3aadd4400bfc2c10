import io
import json
import logging
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib import logs
from chalicelib.api.call_line import CallLine
from chalicelib.errors import Busy, Internal, TokenMissing, TooManyMessages
from chalicelib.metrics import Metric
from tests.metrics import of_line, switched_on

CONTEXT = SimpleNamespace(aws_request_id="r-1", function_name="porchlight-prod")

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(logs.JsonFormatter())
    logs.set_up()
    logs.logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in handler.stream.getvalue().splitlines()]
    logs.logger.removeHandler(handler)


def test_the_line_has_both_ids_the_function_and_the_status(lines: Lines) -> None:
    with CallLine("request", CONTEXT, {"requestId": "g-1"}, route="/x") as line:
        line.answered(201)
    (written,) = lines()
    assert written.pop("ms") >= 0
    assert written == {
        "level": "INFO",
        "event": "request",
        "request_id": "r-1",
        "gateway_request_id": "g-1",
        "function": "porchlight-prod",
        "route": "/x",
        "status": 201,
        "code": None,
    }


def test_outside_lambda_there_is_a_line_too(lines: Lines) -> None:
    with CallLine("socket", None, {}) as line:
        line.answered(200)
    (written,) = lines()
    assert (written["status"], written["request_id"], logs.request_id(None)) == (200, "", "")
    assert "function" not in written


@pytest.mark.parametrize(
    ("refusal", "metric"),
    [
        (TokenMissing(), Metric.REFUSALS),
        (TooManyMessages(), Metric.LIMITED),
        (Busy(), Metric.BUSY),
        (Internal(), Metric.FAILURES),
    ],
    ids=lambda value: str(value),
)
def test_a_refusal_is_in_the_line_by_its_code_and_counted_by_its_kind(
    lines: Lines, refusal: Any, metric: Metric
) -> None:
    with switched_on(), CallLine("request", CONTEXT, {}) as line:
        line.refused(refusal)
    (written,) = lines()
    assert (written["status"], written["code"]) == (refusal.status, refusal.code)
    assert of_line(written) == {metric.value: 1}


def test_an_exception_logs_its_trace_and_the_line_with_the_same_ids(lines: Lines) -> None:
    with pytest.raises(ValueError, match="broken"), CallLine("socket", CONTEXT, {}, route="$default"):
        raise ValueError("broken")
    trace, line = lines()
    assert "ValueError: broken" in trace["trace"]
    assert (trace["request_id"], trace["route"]) == (line["request_id"], line["route"]) == ("r-1", "$default")
    assert (line["status"], line["code"]) == (500, "internal")
