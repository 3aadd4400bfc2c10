"""APIs and mappings that an interrupted deployment did not record."""

from typing import Any

from deployment import background, chalice_record
from deployment.account import Account
from deployment.stage import Stage
from tests.unit.deployment.message_stream import connect, connect_former_stream, mapped

NAME = "porchlight-prod-websocket-api"


def socket_api(account: Account, *, complete: bool, name: str = NAME) -> str:
    client = account.client("apigatewayv2")
    made = client.create_api(Name=name, ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action")
    if complete:
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


def test_a_new_stage_has_no_record(account: Account, stage: Stage) -> None:
    assert chalice_record.with_existing_apis(account, stage, {}) == {}


def test_a_complete_socket_api_is_used(account: Account, stage: Stage) -> None:
    api_id = socket_api(account, complete=True)
    record = chalice_record.with_existing_apis(account, stage, {})
    assert names(record) == {"websocket_api": api_id}
    assert record["resources"][0]["websocket_api_url"] == f"wss://{api_id}.execute-api.us-east-1.amazonaws.com/api/"


def test_an_incomplete_socket_api_is_deleted(account: Account, stage: Stage) -> None:
    socket_api(account, complete=False)
    assert chalice_record.with_existing_apis(account, stage, {}) == {}
    assert account.client("apigatewayv2").get_apis()["Items"] == []


def test_another_stages_apis_are_not_touched(account: Account, stage: Stage) -> None:
    socket_api(account, complete=False, name="porchlight-dev-websocket-api")
    rest_api(account, "porchlight-dev")
    assert chalice_record.with_existing_apis(account, stage, {}) == {}
    assert len(account.client("apigatewayv2").get_apis()["Items"]) == 1


def test_the_rest_api_that_calls_this_stages_function_is_used(account: Account, stage: Stage) -> None:
    rest_api(account, "porchlight-dev")
    api_id = rest_api(account, "porchlight-prod")
    assert names(chalice_record.with_existing_apis(account, stage, {})) == {"rest_api": api_id}


def test_an_api_that_no_longer_exists_is_removed_from_the_record(account: Account, stage: Stage) -> None:
    role = {"name": "api_handler_role", "resource_type": "iam_role", "role_name": "porchlight-prod-api_handler"}
    deleted = chalice_record.api("websocket_api", "gone", "wss://gone")
    assert chalice_record.with_existing_apis(
        account, stage, chalice_record.record_of([role, deleted])
    ) == chalice_record.record_of([role])


def test_an_existing_mapping_is_added_to_chalices_record(deployed: Account, stage: Stage) -> None:
    uuid, stream = connect(deployed, stage), background.stream(deployed, stage)
    record = chalice_record.with_existing(deployed, stage, {}, stream)
    (found,) = record["resources"]
    assert (found["name"], found["resource_type"]) == ("message_stored-dynamodb-event-source", "dynamodb_event")
    assert (found["event_uuid"], found["stream_arn"]) == (uuid, stream)
    assert found["lambda_arn"].endswith(":function:porchlight-prod-message_stored")
    assert chalice_record.with_existing(deployed, stage, record, stream) == record


def test_a_mapping_of_a_former_stream_is_removed_from_the_account_and_the_record(
    deployed: Account, stage: Stage
) -> None:
    uuid = connect_former_stream(deployed, stage)
    (former,) = background.mappings(deployed, stage)
    known = chalice_record.record_of([chalice_record.mapping_of(former)])
    assert known["resources"][0]["event_uuid"] == uuid
    stream = background.stream(deployed, stage)
    assert chalice_record.with_existing(deployed, stage, known, stream) == {}
    assert mapped(deployed, stage) == []


def test_a_mapping_that_was_deleted_by_hand_is_removed_from_the_record(deployed: Account, stage: Stage) -> None:
    uuid, stream = connect(deployed, stage), background.stream(deployed, stage)
    record = chalice_record.with_existing(deployed, stage, {}, stream)
    deployed.client("lambda").delete_event_source_mapping(UUID=uuid)
    role = {"name": "api_handler_role", "resource_type": "iam_role", "role_name": "porchlight-prod-api_handler"}
    known = chalice_record.record_of([role, *record["resources"]])
    assert chalice_record.with_existing(deployed, stage, known, stream) == chalice_record.record_of([role])
