"""A small Chalice app that returns its events, for tests of what the gateway passes to an app."""

import threading
import time
from collections import defaultdict
from types import ModuleType
from typing import Any

import boto3
from chalice import Chalice, CORSConfig, Response

BINARY = bytes(range(256))
CORS = CORSConfig(allow_origin="*", max_age=600)


class SmallApp(ModuleType):
    """Handlers are attributes of the module, as in app.py. `seen` has the WebSocket events by connection."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.seen: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.refuse_with: int | None = None
        self.answer_protocol: str | None = "porchlight.v1"
        self.posted_in_connect: list[int] = []
        self.together = threading.Barrier(2)
        self.app = rest_app(self)

    def websocket_connect(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        if self.refuse_with == 0:
            raise RuntimeError("made by a test")
        if self.refuse_with is not None:
            return {"statusCode": self.refuse_with}
        self.seen[event["requestContext"]["connectionId"]].append(event)
        if "post-now" in (event["queryStringParameters"] or {}):
            self.posted_in_connect.append(post_status(event, b"too early"))
        if self.answer_protocol is None:
            return {"statusCode": 200}
        return {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": self.answer_protocol}}

    def websocket_message(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        self.seen[event["requestContext"]["connectionId"]].append(event)
        if event["body"] == "crash":
            raise RuntimeError("made by a test")
        if event["body"] == "meet":
            self.together.wait(timeout=5)
        if event["body"] == "slow":
            time.sleep(0.3)
        post_status(event, f"heard {event['body']}".encode())
        return {"statusCode": 200}

    def websocket_disconnect(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        self.seen[event["requestContext"]["connectionId"]].append(event)
        return {"statusCode": 200}

    def only_connection(self) -> str:
        (connection_id,) = self.seen
        return connection_id

    def kinds(self, connection_id: str) -> list[str]:
        return [event["requestContext"]["eventType"] for event in self.seen[connection_id]]


def rest_app(module: SmallApp) -> Chalice:
    app = Chalice(app_name="small")
    app.debug = False

    @app.route("/echo/{name}", methods=["GET", "POST"], cors=CORS)
    def echo(name: str) -> dict[str, Any]:
        event: dict[str, Any] = app.current_request.to_original_event()
        return event

    @app.route("/slow")
    def slow() -> dict[str, Any]:
        time.sleep(0.6)
        return {}

    @app.route("/meet")
    def meet() -> dict[str, Any]:
        module.together.wait(timeout=5)
        return {"query": app.current_request.query_params}

    @app.route("/binary")
    def binary() -> Response:
        return Response(BINARY, headers={"Content-Type": "application/octet-stream"})

    @app.route("/text/{size}")
    def text(size: str) -> Response:
        return Response("x" * int(size), headers={"Content-Type": "text/plain"})

    @app.route("/many")
    def many() -> Response:
        return Response("", status_code=202, headers={"X-Many": ["one", "two"], "Content-Type": "text/plain"})

    @app.route("/malformed")
    def malformed() -> Response:
        return Response("", status_code="not a status")  # type: ignore[arg-type]

    return app


def management(event: dict[str, Any]) -> Any:
    context = event["requestContext"]
    return boto3.client("apigatewaymanagementapi", endpoint_url=f"http://{context['domainName']}/{context['stage']}")


def post_status(event: dict[str, Any], data: bytes) -> int:
    client = management(event)
    try:
        answer = client.post_to_connection(ConnectionId=event["requestContext"]["connectionId"], Data=data)
    except client.exceptions.GoneException as error:
        answer = error.response
    return int(answer["ResponseMetadata"]["HTTPStatusCode"])
