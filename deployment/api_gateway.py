"""Settings of the two APIs that Chalice does not make: the throttle, and the responses that API Gateway sends itself.

The throttle limits what a flood of requests costs: docs/security.md, "What abuse costs".

`chalice deploy` imports the whole REST API, which deletes the gateway responses, and then deploys the API without them.
So they are set after it. They take effect with a new deployment of the API's stage only. That deployment's description
has their fingerprint, so an interrupted run is detected and completed by the next one.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from deployment.account import Account
from deployment.functions import Functions
from deployment.stage import API_STAGE
from deployment.template_files import GatewayResponse, gateway_responses


@dataclass(frozen=True, slots=True)
class Throttle:
    """Requests a second, and at one moment. `None` keeps the current value, or sets that of `DEFAULT_THROTTLE`."""

    rate: int | None
    burst: int | None


DEFAULT_THROTTLE = Throttle(rate=50, burst=200)


def set_throttles(account: Account, functions: Functions, wanted: Throttle) -> bool:
    """Returns whether anything changed."""
    changes = [
        set_rest_throttle(account, functions.api_id, wanted),
        set_socket_throttle(account, functions.socket_id, wanted),
    ]
    return any(changes)


def set_rest_throttle(account: Account, api_id: str, wanted: Throttle) -> bool:
    client = account.client("apigateway")
    stage = client.get_stage(restApiId=api_id, stageName=API_STAGE)
    settings = stage.get("methodSettings", {}).get("*/*", {})
    current = Throttle(settings.get("throttlingRateLimit"), settings.get("throttlingBurstLimit"))
    new = merged(wanted, current)
    if new != current:
        operations = [
            {"op": "replace", "path": "/*/*/throttling/rateLimit", "value": str(new.rate)},
            {"op": "replace", "path": "/*/*/throttling/burstLimit", "value": str(new.burst)},
        ]
        client.update_stage(restApiId=api_id, stageName=API_STAGE, patchOperations=operations)
    return new != current


def set_socket_throttle(account: Account, api_id: str, wanted: Throttle) -> bool:
    client = account.client("apigatewayv2")
    settings = client.get_stage(ApiId=api_id, StageName=API_STAGE).get("DefaultRouteSettings", {})
    current = Throttle(settings.get("ThrottlingRateLimit"), settings.get("ThrottlingBurstLimit"))
    new = merged(wanted, current)
    if new != current:
        settings = {"ThrottlingRateLimit": new.rate, "ThrottlingBurstLimit": new.burst}
        client.update_stage(ApiId=api_id, StageName=API_STAGE, DefaultRouteSettings=settings)
    return new != current


def merged(wanted: Throttle, current: Throttle) -> Throttle:
    default = DEFAULT_THROTTLE
    return Throttle(wanted.rate or current.rate or default.rate, wanted.burst or current.burst or default.burst)


def set_gateway_responses(account: Account, functions: Functions) -> bool:
    """Returns whether anything changed. The throttle and the other settings of the API's stage stay as they are."""
    client, api_id = account.client("apigateway"), functions.api_id
    wanted = {kind: request_of(response) for kind, response in gateway_responses().items()}
    description = f"Porchlight's gateway responses {fingerprint(wanted)}"
    current = client.get_stage(restApiId=api_id, stageName=API_STAGE)["deploymentId"]
    live = client.get_deployment(restApiId=api_id, deploymentId=current).get("description") == description
    if live and not different_responses(account, api_id):
        return False
    for kind, request in wanted.items():
        client.put_gateway_response(restApiId=api_id, responseType=kind, **request)
    # A deployment that is created without a stage's name changes no setting of the stage.
    deployment_id = client.create_deployment(restApiId=api_id, description=description)["id"]
    operations = [{"op": "replace", "path": "/deploymentId", "value": deployment_id}]
    client.update_stage(restApiId=api_id, stageName=API_STAGE, patchOperations=operations)
    return True


def different_responses(account: Account, api_id: str) -> list[str]:
    """Returns the types of the responses that are missing from the API, or differ from those of the templates."""
    found = {
        each["responseType"]: each
        for each in account.client("apigateway").get_gateway_responses(restApiId=api_id)["items"]
    }
    wanted = {kind: request_of(response) for kind, response in gateway_responses().items()}
    return [kind for kind, request in wanted.items() if settings_of(found.get(kind, {})) != request]


def settings_of(response: dict[str, Any]) -> dict[str, Any]:
    """The part of a response of GetGatewayResponses that PutGatewayResponse sets."""
    names = ("statusCode", "responseParameters", "responseTemplates")
    return {name: response[name] for name in names if response.get(name)}


def request_of(response: GatewayResponse) -> dict[str, Any]:
    """The parameters of PutGatewayResponse."""
    status = {"statusCode": str(response.status)} if response.status else {}
    parameters = {f"gatewayresponse.header.{name}": source for name, source in response.headers.items()}
    return {**status, "responseParameters": parameters, "responseTemplates": {"application/json": response.body}}


def fingerprint(requests: dict[str, dict[str, Any]]) -> str:
    return hashlib.sha256(json.dumps(requests, sort_keys=True).encode()).hexdigest()[:16]
