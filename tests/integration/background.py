"""The background work in tests: the real handlers of app.py, and a local stand-in for EventBridge Scheduler and SES."""

import dataclasses
import email
import itertools
import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast
from unittest.mock import patch

import app
from chalicelib import aws
from chalicelib.config import config
from chalicelib.notify import mail, schedules
from chalicelib.storage.database import database
from tests import iam
from tests.functions import acting_as

SETTINGS = {
    "schedule_group": f"{iam.STAGE.prefix}jobs",
    "schedule_role": iam.schedule_role(),
    "job_function": f"arn:aws:lambda:{iam.STAGE.region}:{iam.ACCOUNT}:function:{iam.STAGE.functions[-1]}",
    "dead_letters": iam.dead_letters(),
    "mail_from": iam.MAIL_FROM,
    "dashboard_url": "https://pages.example/admin/",
    "api_url": "https://api.example/api",
}
SERVICES = ("scheduler", "sesv2")
numbers = itertools.count(1)


class Background:
    """Keeps what the server schedules and sends. `refusals`: the answers to further requests, as status and code."""

    def __init__(self) -> None:
        self.schedules: dict[str, dict[str, Any]] = {}  # waiting, by name, as in CreateSchedule
        self.mails: list[EmailMessage] = []
        self.refusals: list[tuple[int, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    @property
    def jobs(self) -> list[dict[str, Any]]:
        """The waiting jobs in their JSON form, without their times."""
        return [json.loads(each["Target"]["Input"]) for each in self.schedules.values()]

    def deliver(self, conversation_id: str) -> dict[str, Any]:
        """Delivers the stored messages of a conversation, as the stream does. Returns the function's answer."""
        client: Any = database().client
        images = client.query(
            TableName=f"{config().table_prefix}messages",
            KeyConditionExpression="conversation_id = :id",
            ExpressionAttributeValues={":id": {"S": conversation_id}},
        )["Items"]
        return self.deliver_records([record(image) for image in images])

    def deliver_records(self, records: list[dict[str, Any]]) -> dict[str, Any]:
        with acting_as("message_stored"):
            return cast("dict[str, Any]", app.message_stored({"Records": records}, None))

    def run_due(self) -> None:
        """Runs the waiting jobs, at whatever time they are due. Jobs that they schedule wait for the next call."""
        waiting = self.jobs
        self.schedules.clear()
        for job in waiting:
            self.run(job)

    def run(self, job: dict[str, Any]) -> None:
        with acting_as("job_due"):
            app.job_due(job, None)

    def handler(self) -> type[BaseHTTPRequestHandler]:
        background = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                status, code, answer = background.take(self.path, body)
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(content)))
                if code:
                    self.send_header("x-amzn-errortype", code)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:
                """Logs nothing."""

        return Handler

    def take(self, path: str, body: dict[str, Any]) -> tuple[int, str, dict[str, Any]]:
        if self.refusals:
            status, code = self.refusals.pop(0)
            return status, code, {"message": "made by a test"}
        if path == "/v2/email/outbound-emails":
            content = b64decode(body["Content"]["Raw"]["Data"])
            self.mails.append(email.message_from_bytes(content, policy=default))
            return 200, "", {"MessageId": str(next(numbers))}
        name = path.removeprefix("/schedules/")
        if name in self.schedules:
            return 409, "ConflictException", {"Message": f"Schedule {name} already exists."}
        self.schedules[name] = body
        return 200, "", {"ScheduleArn": f"arn:{name}"}


def record(image: dict[str, Any], event: str = "INSERT") -> dict[str, Any]:
    return {"eventName": event, "dynamodb": {"NewImage": image, "SequenceNumber": str(next(numbers))}}


@contextmanager
def background(**settings: str | None) -> Iterator[Background]:
    """`settings`: further fields of the configuration."""
    running = Background()
    changed = dataclasses.replace(config(), **{**SETTINGS, **settings})  # type: ignore[arg-type]
    clients = {name: aws.session().create_client(name, "us-east-1", endpoint_url=running.address) for name in SERVICES}
    try:
        with (
            patch.object(schedules, "config", lambda: changed),
            patch.object(mail, "config", lambda: changed),
            patch.object(schedules, "client", lambda: clients["scheduler"]),
            patch.object(mail, "client", lambda: clients["sesv2"]),
        ):
            yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
