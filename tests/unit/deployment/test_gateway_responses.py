"""What API Gateway answers by itself is set on a stage after every `chalice deploy`, and only then."""

import json
from typing import Any

import pytest

from deployment import gateway_responses, throttle
from deployment.account import Account
from deployment.functions import Functions
from deployment.throttle import Throttle
from devtools.local_run.own_answers import own_answers


@pytest.fixture
def running(account: Account) -> Functions:
    """An API as `chalice deploy` leaves it."""
    client = account.client("apigateway")
    api_id = client.create_rest_api(name="porchlight")["id"]
    (root,) = client.get_resources(restApiId=api_id)["items"]
    client.put_method(restApiId=api_id, resourceId=root["id"], httpMethod="GET", authorizationType="NONE")
    client.put_integration(restApiId=api_id, resourceId=root["id"], httpMethod="GET", type="MOCK")
    client.create_deployment(restApiId=api_id, stageName="api", tracingEnabled=False)
    return Functions("https://a", "wss://b", api_id, "b", "")


def stage_of(account: Account, running: Functions) -> dict[str, Any]:
    found: dict[str, Any] = account.client("apigateway").get_stage(restApiId=running.api_id, stageName="api")
    return found


def responses(account: Account, running: Functions) -> dict[str, dict[str, Any]]:
    items = account.client("apigateway").get_gateway_responses(restApiId=running.api_id)["items"]
    return {each["responseType"]: each for each in items}


def test_every_answer_is_set_with_its_headers_and_its_body(account: Account, running: Functions) -> None:
    assert gateway_responses.apply(account, running)
    there = responses(account, running)
    assert there.keys() == own_answers().keys()
    throttled = there["THROTTLED"]
    assert throttled["statusCode"] == "429"
    assert throttled["responseParameters"]["gatewayresponse.header.Retry-After"] == "'5'"
    assert throttled["responseParameters"]["gatewayresponse.header.Access-Control-Allow-Origin"] == "'*'"
    assert throttled["responseParameters"]["gatewayresponse.header.X-Request-Id"] == "context.requestId"
    assert json.loads(throttled["responseTemplates"]["application/json"])["error"]["code"] == "throttled"
    assert "statusCode" not in there["DEFAULT_5XX"]


def test_a_new_deployment_makes_them_take_effect_and_a_second_run_makes_none(
    account: Account, running: Functions
) -> None:
    before = stage_of(account, running)["deploymentId"]
    assert gateway_responses.apply(account, running)
    after = stage_of(account, running)["deploymentId"]
    assert after != before
    assert not gateway_responses.apply(account, running)
    assert stage_of(account, running)["deploymentId"] == after
    assert len(account.client("apigateway").get_deployments(restApiId=running.api_id)["items"]) == 2


def test_after_another_chalice_deploy_they_are_set_again(account: Account, running: Functions) -> None:
    assert gateway_responses.apply(account, running)
    client = account.client("apigateway")
    for kind in own_answers():
        client.delete_gateway_response(restApiId=running.api_id, responseType=kind)
    client.create_deployment(restApiId=running.api_id, stageName="api", tracingEnabled=False)
    assert gateway_responses.apply(account, running)
    assert responses(account, running).keys() == own_answers().keys()


def test_one_that_was_interrupted_before_its_deployment_is_finished(
    account: Account, running: Functions, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = account.client("apigateway")

    def breaks_off(**_: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(client, "create_deployment", breaks_off)
        with pytest.raises(KeyboardInterrupt):
            gateway_responses.apply(account, running)
    before = stage_of(account, running)["deploymentId"]
    assert gateway_responses.apply(account, running)
    assert stage_of(account, running)["deploymentId"] != before


def test_the_throttle_of_the_stage_stays(account: Account, running: Functions) -> None:
    throttle.rest(account, running.api_id, Throttle(7, 30))
    before = stage_of(account, running)["methodSettings"]
    assert before["*/*"]["throttlingRateLimit"] == 7
    assert gateway_responses.apply(account, running)
    assert stage_of(account, running)["methodSettings"] == before


def test_an_answer_that_changed_is_set_again(
    account: Account, running: Functions, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gateway_responses.apply(account, running)
    fewer = {kind: answer for kind, answer in own_answers().items() if kind != "THROTTLED"}
    monkeypatch.setattr(gateway_responses, "own_answers", lambda: fewer)
    assert gateway_responses.apply(account, running)
