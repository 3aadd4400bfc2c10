"""API Gateway's own responses, the same for the local run, the storm and a stage."""

import json

import botocore.session
import pytest

from chalicelib import errors
from chalicelib.api.endpoint import CORS
from chalicelib.errors import Refusal
from deployment.template_files import gateway_responses
from devtools.local_run.own_answers import own_answer

REFUSALS = {each.code: each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Refusal)}


@pytest.mark.parametrize("answer", gateway_responses().values(), ids=lambda answer: answer.kind)
def test_each_answer_is_a_refusal_of_the_contract(answer) -> None:
    refusal = REFUSALS[answer.code]
    assert json.loads(answer.body) == {"error": {"code": refusal.code, "message": refusal.message}}
    assert answer.status in (None, refusal.status)
    seconds = f"'{refusal.retry_after}'" if refusal.retry_after else None
    assert answer.headers.get("Retry-After") == seconds


def test_every_refusal_that_only_the_gateway_gives_is_given() -> None:
    assert {code for code, refusal in REFUSALS.items() if refusal.gateway_only} <= {
        answer.code for answer in gateway_responses().values()
    }


def test_the_types_are_those_that_api_gateway_knows_and_both_defaults_are_among_them() -> None:
    model = botocore.session.get_session().get_service_model("apigateway")
    assert gateway_responses().keys() <= set(model.shape_for("GatewayResponseType").enum)
    assert {"DEFAULT_4XX", "DEFAULT_5XX"} <= gateway_responses().keys()


def test_a_default_keeps_the_status_that_api_gateway_chose() -> None:
    """A status of DEFAULT_5XX would become that of every other 5xx."""
    assert gateway_responses()["DEFAULT_4XX"].status is None
    assert gateway_responses()["DEFAULT_5XX"].status is None
    assert [own_answer(status).status for status in (400, 403, 500, 502, 503)] == [400, 403, 500, 502, 503]


@pytest.mark.parametrize("answer", gateway_responses().values(), ids=lambda answer: answer.kind)
def test_a_page_of_any_origin_may_read_it_as_it_reads_the_apps_own(answer) -> None:
    assert answer.headers["Access-Control-Allow-Origin"] == f"'{CORS.allow_origin}'"
    exposed = CORS.get_access_control_headers()["Access-Control-Expose-Headers"]
    assert answer.headers["Access-Control-Expose-Headers"] == f"'{exposed}'"


@pytest.mark.parametrize("answer", gateway_responses().values(), ids=lambda answer: answer.kind)
def test_headers_are_in_api_gateways_notation_and_the_body_has_no_variables(answer) -> None:
    assert all(value == "context.requestId" or value[0] == value[-1] == "'" for value in answer.headers.values())
    assert "$" not in answer.body


def test_each_local_answer_has_a_request_id_of_its_own() -> None:
    ids = {own_answer(429, "THROTTLED").headers["X-Request-Id"] for _ in range(3)}
    assert len(ids) == 3
