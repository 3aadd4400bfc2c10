"""Starts ministack with fixes. Runs in ministack's own environment, so it imports nothing of the project.

1. ImportRestApi and PutRestApi ignore the paths, which ministack imports for CloudFormation only.
2. Responses of mock integrations, such as preflights, are not imported.
3. The subprotocol that `$connect` returns does not reach the client.
4. ministack does not know that tests/deploy/edge.py terminates TLS in front of it.
5. An API that is imported again keeps its gateway responses. On AWS the import replaces the whole definition.
6. The policies of a schedule are compared with a schedule of the group `default`, whatever its group.
7. Tables that CloudFormation creates get neither TTL, nor point-in-time recovery, nor a stream.
8. A mail is sent by no identity, and a policy's condition on its sender, `ses:FromAddress`, is never met.
9. Of a sent mail, no headers are kept. Here its text is the whole mail, in Base64.
10. A schedule that is due is noticed only after up to ten seconds.
11. Functions reach the real internet, and not the tests' servers: see internet.py.
12. Buckets that CloudFormation creates get neither lifecycle rules nor a CORS configuration.

SES receives no mail: tests/deploy/incoming.py does what the receipt rule says.
"""

import json
from contextvars import ContextVar
from pathlib import Path

from ministack import app
from ministack.core import iam_actions, iam_evaluator, lambda_runtime
from ministack.services import apigateway, apigateway_v1, dynamodb, lambda_svc, s3, scheduler, ses, ses_v2
from ministack.services.cloudformation import provisioners

answer_request = apigateway_v1.handle_request
import_operation = apigateway_v1._import_operation
handle_websocket = apigateway.handle_websocket
invoke_socket_function = apigateway._invoke_ws_lambda
serve = app.app
resource_arn = iam_actions.extract_resource_arn
enforce_ses = app._enforce_ses_v2
condition_key = iam_evaluator._resolve_condition_key
answer_ses = ses_v2.handle_request
tables = provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]
create_table = tables["create"]
buckets = provisioners._RESOURCE_HANDLERS["AWS::S3::Bucket"]
create_bucket = buckets["create"]

answered = ContextVar("answered")  # the headers of this socket's `$connect`
sender = ContextVar("sender", default=None)  # of the mail whose sending is authorized


async def import_with_paths(method, path, headers, body, query):
    parts = path.strip("/").split("/")
    if parts[0] != "restapis" or "mode" not in query or method not in ("POST", "PUT"):
        return await answer_request(method, path, headers, body, query)
    description = json.loads(body)
    if method == "POST":
        api_id = apigateway_v1._import_rest_api(description)
        _, headers, answer = apigateway_v1._get_rest_api(api_id)
        return 201, headers, answer
    overwrite(parts[1], description)
    return apigateway_v1._get_rest_api(parts[1])


def overwrite(api_id, description):
    apigateway_v1._gateway_responses[api_id] = {}
    resources = apigateway_v1._resources[api_id]
    for resource_id, resource in list(resources.items()):
        if resource["path"] == "/":
            resource["resourceMethods"] = {}
        else:
            del resources[resource_id]
    for path, item in description["paths"].items():
        apigateway_v1._import_path_item(api_id, path, item)


def import_whole_operation(api_id, resource_id, method, operation, *security):
    import_operation(api_id, resource_id, method, operation, *security)
    integration = operation["x-amazon-apigateway-integration"]
    if integration["type"] != "mock":
        return
    place = (api_id, resource_id, method)
    apigateway_v1._put_integration(*place, {**integration, "type": "MOCK"})
    for status, response in operation["responses"].items():
        headers = {f"method.response.header.{name}": False for name in response["headers"]}
        apigateway_v1._put_method_response(*place, status, {"responseParameters": headers})
    for response in integration["responses"].values():
        apigateway_v1._put_integration_response(*place, response["statusCode"], response)


async def invoke_and_note(api_id, account, region, route, stage, connection_id, event_type, *rest, **options):
    answer = await invoke_socket_function(
        api_id, account, region, route, stage, connection_id, event_type, *rest, **options
    )
    if event_type == "CONNECT":
        answered.set((answer or {}).get("headers") or {})
    return answer


async def handle_websocket_with_subprotocol(scope, receive, send, *rest, **options):
    async def send_accept(message):
        if message["type"] == "websocket.accept" and (chosen := answered.get({}).get("Sec-WebSocket-Protocol")):
            message = {**message, "subprotocol": chosen}
        await send(message)

    await handle_websocket(scope, receive, send_accept, *rest, **options)


async def serve_with_tls_header(scope, receive, send):
    """The addresses of pages are reached by TLS only."""
    host = dict(scope.get("headers", [])).get(b"host", b"")
    if host.endswith((b".cloudfront.net", b".amazonaws.com")):
        scope = {**scope, "headers": [*scope["headers"], (b"x-forwarded-proto", b"https")]}
    await serve(scope, receive, send)


def whole_resource_arn(service, method, path, headers, body, query, region, account_id):
    found = resource_arn(service, method, path, headers, body, query, region, account_id)
    if service == "scheduler" and ":schedule/default/" in found and body:
        group = json.loads(body).get("GroupName", "default")
        found = found.replace(":schedule/default/", f":schedule/{group}/")
    if service == "ses" and found == "*" and sender.get():
        return f"arn:aws:ses:{region}:{account_id}:identity/{sender.get()}"
    return found


def enforce_ses_with_sender(method, path, headers, body, *rest):
    token = sender.set(json.loads(body).get("FromEmailAddress") if body else None)
    try:
        return enforce_ses(method, path, headers, body, *rest)
    finally:
        sender.reset(token)


def condition_key_with_sender(key, context):
    return sender.get() if key.lower() == "ses:fromaddress" else condition_key(key, context)


async def send_and_keep_all(method, path, headers, body, query):
    answer = await answer_ses(method, path, headers, body, query)
    if path.endswith("/outbound-emails") and answer[0] == 200:
        ses._sent_emails_list()[-1]["BodyText"] = json.loads(body)["Content"]["Raw"]["Data"]
    return answer


def create_whole_table(logical_id, properties, *rest):
    if stream := properties.get("StreamSpecification"):
        properties = {**properties, "StreamSpecification": {**stream, "StreamEnabled": True}}
    made = create_table(logical_id, properties, *rest)
    for setting, change in SETTINGS_OF_TABLES.items():
        if setting in properties:
            change({"TableName": properties["TableName"], setting: properties[setting]})
    return made


def create_whole_bucket(logical_id, properties, *rest):
    made = create_bucket(logical_id, properties, *rest)
    if lifecycle := properties.get("LifecycleConfiguration"):
        s3._bucket_lifecycle[made[0]] = [lifecycle_rule(rule) for rule in lifecycle["Rules"]]
    if cors := properties.get("CorsConfiguration"):
        s3._put_bucket_cors(made[0], cors_document(cors["CorsRules"]).encode())
    return made


def lifecycle_rule(rule):
    days = rule.get("ExpirationInDays")
    return {
        "ID": rule["Id"],
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
        **({"Expiration": {"Days": days}} if days else {}),
    }


def cors_document(rules):
    names = {"AllowedOrigins": "AllowedOrigin", "AllowedMethods": "AllowedMethod", "AllowedHeaders": "AllowedHeader"}
    each = [
        "".join(f"<{tag}>{value}</{tag}>" for name, tag in names.items() for value in rule.get(name, []))
        + f"<MaxAgeSeconds>{rule.get('MaxAge', 0)}</MaxAgeSeconds>"
        for rule in rules
    ]
    return "<CORSConfiguration>" + "".join(f"<CORSRule>{rule}</CORSRule>" for rule in each) + "</CORSConfiguration>"


SETTINGS_OF_TABLES = {
    "TimeToLiveSpecification": dynamodb._update_ttl,
    "PointInTimeRecoverySpecification": dynamodb._update_continuous_backups,
}
tables["create"] = create_whole_table
buckets["create"] = create_whole_bucket
apigateway_v1.handle_request = import_with_paths
apigateway_v1._import_operation = import_whole_operation
apigateway._invoke_ws_lambda = invoke_and_note
apigateway.handle_websocket = handle_websocket_with_subprotocol
app.app = serve_with_tls_header
iam_actions.extract_resource_arn = whole_resource_arn
app._enforce_ses_v2 = enforce_ses_with_sender
iam_evaluator._resolve_condition_key = condition_key_with_sender
ses_v2.handle_request = send_and_keep_all
scheduler._SCHEDULE_TICK_INTERVAL = 0.5
internet = Path(__file__).with_name("internet.py").read_text(encoding="utf-8")
lambda_runtime._PYTHON_WORKER_SCRIPT = (
    f"exec({internet!r}, {{'__name__': 'internet'}})\n{lambda_runtime._PYTHON_WORKER_SCRIPT}"
)
lambda_svc._LAMBDA_STATE_TRANSITION_DELAY = 0  # half a second, of which AWS's waiters make five, ten times a deploy

if __name__ == "__main__":
    app.main()
