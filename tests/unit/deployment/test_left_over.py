"""APIs that an interrupted deploy has left."""

from typing import Any

from deployment import left_over
from deployment.account import Account
from deployment.stage import Stage

NAME = "porchlight-prod-websocket-api"


def socket_api(account: Account, *, finished: bool, name: str = NAME) -> str:
    client = account.client("apigatewayv2")
    made = client.create_api(Name=name, ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")
    if finished:
        client.create_stage(ApiId=made["ApiId"], StageName="api")
    return str(made["ApiId"])


def rest_api(account: Account, function: str) -> str:
    client = account.client("apigateway")
    api_id = client.create_rest_api(name="porchlight")["id"]
    root = client.get_resources(restApiId=api_id)["items"][0]["id"]
    client.put_method(restApiId=api_id, resourceId=root, httpMethod="GET", authorizationType="NONE")
    arn = f"arn:aws:lambda:us-east-1:1:function:{function}"
    uri = f"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{arn}/invocations"
    client.put_integration(
        restApiId=api_id, resourceId=root, httpMethod="GET", type="AWS_PROXY", integrationHttpMethod="POST", uri=uri
    )
    return str(api_id)


def names(record: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each.get("rest_api_id") or each.get("websocket_api_id") for each in record["resources"]}


def test_where_nothing_is_there_is_no_record(account: Account, stage: Stage) -> None:
    assert left_over.adopt(account, stage, {}) == {}


def test_a_finished_socket_api_is_used(account: Account, stage: Stage) -> None:
    api_id = socket_api(account, finished=True)
    record = left_over.adopt(account, stage, {})
    assert names(record) == {"websocket_api": api_id}
    assert record["resources"][0]["websocket_api_url"] == f"wss://{api_id}.execute-api.us-east-1.amazonaws.com/api/"


def test_one_that_chalice_could_not_finish_is_taken_away(account: Account, stage: Stage) -> None:
    socket_api(account, finished=False)
    assert left_over.adopt(account, stage, {}) == {}
    assert account.client("apigatewayv2").get_apis()["Items"] == []


def test_another_stages_apis_are_left_alone(account: Account, stage: Stage) -> None:
    socket_api(account, finished=False, name="porchlight-dev-websocket-api")
    rest_api(account, "porchlight-dev")
    assert left_over.adopt(account, stage, {}) == {}
    assert len(account.client("apigatewayv2").get_apis()["Items"]) == 1


def test_the_rest_api_that_calls_this_stages_function_is_used(account: Account, stage: Stage) -> None:
    rest_api(account, "porchlight-dev")
    api_id = rest_api(account, "porchlight-prod")
    assert names(left_over.adopt(account, stage, {})) == {"rest_api": api_id}


def test_what_is_recorded_and_gone_is_left_out(account: Account, stage: Stage) -> None:
    role = {"name": "api_handler_role", "resource_type": "iam_role", "role_name": "porchlight-prod-api_handler"}
    gone = left_over.entry("websocket_api", "gone", "wss://gone")
    assert left_over.adopt(account, stage, left_over.record([role, gone])) == left_over.record([role])
