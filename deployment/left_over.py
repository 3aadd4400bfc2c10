"""APIs that an interrupted deploy has left: made, and not recorded. They are used: there is never a second one.

Chalice finds functions and roles by their names, and APIs by its record only, which it writes at the very end.
"""

from typing import Any

from botocore.exceptions import ClientError

from deployment import grants
from deployment.account import Account
from deployment.stage import API_STAGE, APP, REST_FUNCTION, SOCKET_FUNCTIONS, Stage

Record = dict[str, Any]


def adopt(account: Account, stage: Stage, known: Record) -> Record:
    """Returns the record with what it lacks and AWS has. What is recorded and gone is left out."""
    kept = [each for each in known.get("resources", []) if is_there(account, each)]
    names = {each["name"] for each in kept}
    if "rest_api" not in names and (api_id := rest_api(account, stage)):
        kept.append(entry("rest_api", api_id, f"https://{host(account, api_id)}/{API_STAGE}/"))
    if "websocket_api" not in names and (api_id := websocket_api(account, stage)):
        kept.append(entry("websocket_api", api_id, f"wss://{host(account, api_id)}/{API_STAGE}/"))
    return record(kept)


def everything(account: Account, stage: Stage, known: Record) -> Record:
    """The record of all that there is, functions and roles by their names: what Chalice is to delete.

    Not roles that serve the stage of this name in another region.
    """
    foreign = grants.other_region(account, stage) is not None
    kept = [each for each in adopt(account, stage, known).get("resources", []) if not (foreign and is_role(each))]
    names = {each["name"] for each in kept}
    for name, deployed in zip((REST_FUNCTION, *SOCKET_FUNCTIONS), stage.functions, strict=True):
        role = f"{stage.prefix}{name}"
        if name not in names and (there := function(account, deployed)):
            kept.append({"name": name, "resource_type": "lambda_function", "lambda_arn": there["FunctionArn"]})
        if f"{name}_role" not in names and not foreign and role_exists(account, role):
            kept.append({"name": f"{name}_role", "resource_type": "iam_role", "role_name": role, "role_arn": ""})
    return record(kept)


def is_role(resource: dict[str, Any]) -> bool:
    return bool(resource["resource_type"] == "iam_role")


def record(resources: list[dict[str, Any]]) -> Record:
    return {"resources": resources, "schema_version": "2.0", "backend": "api"} if resources else {}


def entry(kind: str, api_id: str, address: str) -> dict[str, str]:
    return {"name": kind, "resource_type": kind, f"{kind}_id": api_id, f"{kind}_url": address}


def host(account: Account, api_id: str) -> str:
    return f"{api_id}.execute-api.{account.region}.amazonaws.com"


def is_there(account: Account, resource: dict[str, Any]) -> bool:
    """Chalice looks for the others by itself, and an API that is gone would stay in its record."""
    kind = resource["resource_type"]
    if kind == "rest_api":
        return has_stage(account, resource["rest_api_id"])
    if kind == "websocket_api":
        return has_socket_stage(account, resource["websocket_api_id"])
    return True


def rest_api(account: Account, stage: Stage) -> str | None:
    """The one that calls this stage's function: its name is the same for every stage."""
    client = account.client("apigateway")
    for page in client.get_paginator("get_rest_apis").paginate():
        for api in page["items"]:
            if api["name"] == APP and calls(client, api["id"], stage.functions[0]):
                return str(api["id"])
    return None


def calls(client: Any, api_id: str, function: str) -> bool:
    for page in client.get_paginator("get_resources").paginate(restApiId=api_id, embed=["methods"]):
        for each in page["items"]:
            for method in each.get("resourceMethods", {}).values():
                if f":function:{function}/" in method.get("methodIntegration", {}).get("uri", ""):
                    return True
    return False


def websocket_api(account: Account, stage: Stage) -> str | None:
    """One without a stage was never finished, and Chalice cannot finish it: it is taken away."""
    client = account.client("apigatewayv2")
    found = None
    for page in client.get_paginator("get_apis").paginate():
        for api in page["Items"]:
            if api["Name"] != f"{stage.prefix}websocket-api":
                continue
            if has_socket_stage(account, api["ApiId"]):
                found = str(api["ApiId"])
            else:
                client.delete_api(ApiId=api["ApiId"])
    return found


def function(account: Account, name: str) -> dict[str, Any] | None:
    """A Lambda's configuration, if there is such a one."""
    client = account.client("lambda")
    try:
        return dict(client.get_function_configuration(FunctionName=name))
    except client.exceptions.ResourceNotFoundException:
        return None


def role_exists(account: Account, name: str) -> bool:
    client = account.client("iam")
    try:
        client.get_role(RoleName=name)
    except client.exceptions.NoSuchEntityException:
        return False
    return True


def has_stage(account: Account, api_id: str) -> bool:
    return found(account.client("apigateway").get_stage, restApiId=api_id, stageName=API_STAGE)


def has_socket_stage(account: Account, api_id: str) -> bool:
    return found(account.client("apigatewayv2").get_stage, ApiId=api_id, StageName=API_STAGE)


def found(get: Any, **names: str) -> bool:
    try:
        get(**names)
    except ClientError as error:
        if error.response["Error"]["Code"] == "NotFoundException":
            return False
        raise
    return True
