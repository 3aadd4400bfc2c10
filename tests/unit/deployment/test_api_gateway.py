"""API Gateway's own responses are set after every `chalice deploy`, and only then."""

import json
from typing import Any

import pytest

from deployment import api_gateway
from deployment.account import Account
from deployment.api_gateway import Throttle
from deployment.functions import Functions
from deployment.template_files import gateway_responses


@pytest.fixture
def functions(account: Account) -> Functions:
    """An API as `chalice deploy` leaves it."""
    client = account.client("apigateway")
    api_id = client.create_rest_api(name="porchlight")["id"]
    (root,) = client.get_resources(restApiId=api_id)["items"]
    client.put_method(restApiId=api_id, resourceId=root["id"], httpMethod="GET", authorizationType="NONE")
    client.put_integration(restApiId=api_id, resourceId=root["id"], httpMethod="GET", type="MOCK")
    client.create_deployment(restApiId=api_id, stageName="api", tracingEnabled=False)
    return Functions("https://a", "wss://b", api_id, "b", "")


def stage_of(account: Account, functions: Functions) -> dict[str, Any]:
    found: dict[str, Any] = account.client("apigateway").get_stage(restApiId=functions.api_id, stageName="api")
    return found


def responses(account: Account, functions: Functions) -> dict[str, dict[str, Any]]:
    items = account.client("apigateway").get_gateway_responses(restApiId=functions.api_id)["items"]
    return {each["responseType"]: each for each in items}


def test_every_response_is_set_with_its_headers_and_its_body(account: Account, functions: Functions) -> None:
    assert api_gateway.set_gateway_responses(account, functions)
    there = responses(account, functions)
    assert there.keys() == gateway_responses().keys()
    throttled = there["THROTTLED"]
    assert throttled["statusCode"] == "429"
    assert throttled["responseParameters"]["gatewayresponse.header.Retry-After"] == "'5'"
    assert throttled["responseParameters"]["gatewayresponse.header.Access-Control-Allow-Origin"] == "'*'"
    assert throttled["responseParameters"]["gatewayresponse.header.X-Request-Id"] == "context.requestId"
    assert json.loads(throttled["responseTemplates"]["application/json"])["error"]["code"] == "throttled"
    assert "statusCode" not in there["DEFAULT_5XX"]


def test_a_new_deployment_makes_them_effective_and_a_second_run_creates_none(
    account: Account, functions: Functions
) -> None:
    before = stage_of(account, functions)["deploymentId"]
    assert api_gateway.set_gateway_responses(account, functions)
    after = stage_of(account, functions)["deploymentId"]
    assert after != before
    assert not api_gateway.set_gateway_responses(account, functions)
    assert stage_of(account, functions)["deploymentId"] == after
    assert len(account.client("apigateway").get_deployments(restApiId=functions.api_id)["items"]) == 2


def test_after_another_chalice_deploy_they_are_set_again(account: Account, functions: Functions) -> None:
    assert api_gateway.set_gateway_responses(account, functions)
    client = account.client("apigateway")
    for kind in gateway_responses():
        client.delete_gateway_response(restApiId=functions.api_id, responseType=kind)
    client.create_deployment(restApiId=functions.api_id, stageName="api", tracingEnabled=False)
    assert api_gateway.set_gateway_responses(account, functions)
    assert responses(account, functions).keys() == gateway_responses().keys()


def test_a_response_that_was_changed_by_hand_is_found_and_set_again(account: Account, functions: Functions) -> None:
    assert api_gateway.different_responses(account, functions.api_id) == list(gateway_responses())
    assert api_gateway.set_gateway_responses(account, functions)
    assert api_gateway.different_responses(account, functions.api_id) == []
    client = account.client("apigateway")
    client.delete_gateway_response(restApiId=functions.api_id, responseType="THROTTLED")
    client.put_gateway_response(restApiId=functions.api_id, responseType="DEFAULT_5XX", statusCode="500")
    assert api_gateway.different_responses(account, functions.api_id) == ["DEFAULT_5XX", "THROTTLED"]
    assert api_gateway.set_gateway_responses(account, functions)
    assert api_gateway.different_responses(account, functions.api_id) == []


def test_a_run_that_was_interrupted_before_its_deployment_is_completed(
    account: Account, functions: Functions, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = account.client("apigateway")

    def fails(**_: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(client, "create_deployment", fails)
        with pytest.raises(KeyboardInterrupt):
            api_gateway.set_gateway_responses(account, functions)
    before = stage_of(account, functions)["deploymentId"]
    assert api_gateway.set_gateway_responses(account, functions)
    assert stage_of(account, functions)["deploymentId"] != before


def test_the_throttle_of_the_stage_is_kept(account: Account, functions: Functions) -> None:
    api_gateway.set_rest_throttle(account, functions.api_id, Throttle(7, 30))
    before = stage_of(account, functions)["methodSettings"]
    assert before["*/*"]["throttlingRateLimit"] == 7
    assert api_gateway.set_gateway_responses(account, functions)
    assert stage_of(account, functions)["methodSettings"] == before


def test_a_changed_response_is_set_again(
    account: Account, functions: Functions, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert api_gateway.set_gateway_responses(account, functions)
    fewer = {kind: answer for kind, answer in gateway_responses().items() if kind != "THROTTLED"}
    monkeypatch.setattr(api_gateway, "gateway_responses", lambda: fewer)
    assert api_gateway.set_gateway_responses(account, functions)
