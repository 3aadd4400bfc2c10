"""Sets what API Gateway answers by itself on a stage: deployment/templates/gateway_responses.json says what.

`chalice deploy` imports the whole API anew, which drops such settings, and then makes a deployment without them. So
this comes after it. The description of the deployment that the stage serves says which answers are live: settings alone
take no effect, and an interrupted run leaves an older description, so that the next run finishes the work.
"""

import hashlib
import json
from typing import Any

from deployment.account import Account
from deployment.functions import Functions
from deployment.stage import API_STAGE
from devtools.local_run.own_answers import OwnAnswer, own_answers


def apply(account: Account, functions: Functions) -> bool:
    """Says whether anything was changed. The stage's throttle and other settings stay as they are."""
    client, api_id = account.client("apigateway"), functions.api_id
    wanted = {kind: settings(answer) for kind, answer in own_answers().items()}
    description = described(wanted)
    served = client.get_stage(restApiId=api_id, stageName=API_STAGE)["deploymentId"]
    if client.get_deployment(restApiId=api_id, deploymentId=served).get("description") == description:
        return False
    for kind, response in wanted.items():
        client.put_gateway_response(restApiId=api_id, responseType=kind, **response)
    made = client.create_deployment(restApiId=api_id, description=description)["id"]
    # Without a stage's name in it, the deployment changes nothing of the stage but which deployment it serves.
    serve = {"op": "replace", "path": "/deploymentId", "value": made}
    client.update_stage(restApiId=api_id, stageName=API_STAGE, patchOperations=[serve])
    return True


def settings(answer: OwnAnswer) -> dict[str, Any]:
    """The parameters of PutGatewayResponse."""
    status = {"statusCode": str(answer.status)} if answer.status else {}
    parameters = {f"gatewayresponse.header.{name}": source for name, source in answer.headers.items()}
    return {**status, "responseParameters": parameters, "responseTemplates": {"application/json": answer.body}}


def described(wanted: dict[str, dict[str, Any]]) -> str:
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    return f"Porchlight's gateway responses {digest[:16]}"
