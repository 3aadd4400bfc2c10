"""Chalice's record of the resources that it created, completed with those that an interrupted deploy did not record.

Chalice finds functions and roles by their names, but APIs by its record only, which it writes at the very end. So the
existing APIs are looked up and added: Chalice never creates a second one.
"""

from typing import Any

from deployment import background, roles
from deployment.account import Account, find
from deployment.stage import API_STAGE, APP, FUNCTIONS, STREAM_FUNCTION, Stage

Record = dict[str, Any]  # the JSON that Chalice writes to .chalice/deployed
Resource = dict[str, Any]


def with_existing(account: Account, stage: Stage, known: Record, stream: str) -> Record:
    """Returns the record with the stage's APIs and the mapping of this stream, as far as they exist.

    Chalice would keep a mapping of a former stream, and cannot create one that exists and is not recorded.
    """
    resources = with_existing_apis(account, stage, known).get("resources", [])
    background.remove_mappings(account, stage, except_for=stream)
    existing = [mapping_of(each) for each in background.mappings(account, stage)]
    resources = [each for each in resources if each["resource_type"] != "dynamodb_event" or each in existing]
    return record_of([*resources, *(each for each in existing if each not in resources)])


def mapping_of(found: dict[str, Any]) -> Resource:
    return {
        "name": f"{STREAM_FUNCTION}-dynamodb-event-source",
        "resource_type": "dynamodb_event",
        "stream_arn": found["EventSourceArn"],
        "event_uuid": found["UUID"],
        "lambda_arn": found["FunctionArn"],
    }


def with_existing_apis(account: Account, stage: Stage, known: Record) -> Record:
    """Returns the record with the stage's APIs, and without those that no longer exist."""
    resources = [each for each in known.get("resources", []) if still_exists(account, each)]
    names = {each["name"] for each in resources}
    if "rest_api" not in names and (api_id := find_rest_api(account, stage)):
        resources.append(api("rest_api", api_id, f"https://{host(account, api_id)}/{API_STAGE}/"))
    if "websocket_api" not in names and (api_id := find_websocket_api(account, stage)):
        resources.append(api("websocket_api", api_id, f"wss://{host(account, api_id)}/{API_STAGE}/"))
    return record_of(resources)


def with_all_resources(account: Account, stage: Stage, known: Record) -> Record:
    """Returns the record with the stage's functions and roles too: what `chalice delete` is to delete.

    Roles that belong to the stage of this name in another region are left out.
    """
    foreign = roles.other_region(account, stage) is not None
    recorded = with_existing_apis(account, stage, known).get("resources", [])
    # `background.remove_mappings` deletes the mappings, those that are not recorded too.
    recorded = [each for each in recorded if each["resource_type"] != "dynamodb_event"]
    resources = [each for each in recorded if not (foreign and each["resource_type"] == "iam_role")]
    names = {each["name"] for each in resources}
    for name, deployed in zip(FUNCTIONS, stage.functions, strict=True):
        role = f"{stage.prefix}{name}"
        if name not in names and (found := function(account, deployed)):
            resources.append({"name": name, "resource_type": "lambda_function", "lambda_arn": found["FunctionArn"]})
        if f"{name}_role" not in names and not foreign and find(account.client("iam").get_role, RoleName=role):
            resources.append({"name": f"{name}_role", "resource_type": "iam_role", "role_name": role, "role_arn": ""})
    return record_of(resources)


def record_of(resources: list[Resource]) -> Record:
    return {"resources": resources, "schema_version": "2.0", "backend": "api"} if resources else {}


def resource(known: Record, name: str) -> Resource | None:
    return next((each for each in known.get("resources", []) if each["name"] == name), None)


def api(kind: str, api_id: str, url: str) -> Resource:
    return {"name": kind, "resource_type": kind, f"{kind}_id": api_id, f"{kind}_url": url}


def host(account: Account, api_id: str) -> str:
    return f"{api_id}.execute-api.{account.region}.amazonaws.com"


def still_exists(account: Account, recorded: Resource) -> bool:
    """Chalice itself checks the other resources, but it would keep a deleted API in its record."""
    kind = recorded["resource_type"]
    if kind == "rest_api":
        client = account.client("apigateway")
        return find(client.get_stage, restApiId=recorded["rest_api_id"], stageName=API_STAGE) is not None
    return kind != "websocket_api" or has_socket_stage(account, recorded["websocket_api_id"])


def find_rest_api(account: Account, stage: Stage) -> str | None:
    """The API that calls this stage's function. The API's own name is the same in every stage."""
    client = account.client("apigateway")
    for page in client.get_paginator("get_rest_apis").paginate():
        for each in page["items"]:
            if each["name"] == APP and calls(client, each["id"], stage.functions[0]):
                return str(each["id"])
    return None


def calls(client: Any, api_id: str, function: str) -> bool:
    pages = client.get_paginator("get_resources").paginate(restApiId=api_id, embed=["methods"])
    methods = (
        method for page in pages for each in page["items"] for method in each.get("resourceMethods", {}).values()
    )
    return any(f":function:{function}/" in method.get("methodIntegration", {}).get("uri", "") for method in methods)


def find_websocket_api(account: Account, stage: Stage) -> str | None:
    """An API without a stage is incomplete, and Chalice cannot complete it, so it is deleted."""
    client = account.client("apigatewayv2")
    complete = None
    for page in client.get_paginator("get_apis").paginate():
        for each in page["Items"]:
            if each["Name"] != f"{stage.prefix}websocket-api":
                continue
            if has_socket_stage(account, each["ApiId"]):
                complete = str(each["ApiId"])
            else:
                client.delete_api(ApiId=each["ApiId"])
    return complete


def has_socket_stage(account: Account, api_id: str) -> bool:
    return find(account.client("apigatewayv2").get_stage, ApiId=api_id, StageName=API_STAGE) is not None


def function(account: Account, name: str) -> dict[str, Any] | None:
    """The configuration of a Lambda function, or None if it does not exist."""
    return find(account.client("lambda").get_function_configuration, FunctionName=name)
