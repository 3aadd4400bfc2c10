"""The background work in tests: the real handlers of app.py, and the local run's stand-ins for EventBridge Scheduler
and SES, which answer unpatched AWS clients."""

import itertools
import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, cast
from unittest.mock import patch

import app
from chalicelib.config import config
from chalicelib.model import now_ms
from chalicelib.notify import schedules
from devtools.local_run.aws_apis import s3_rules
from devtools.local_run.aws_apis.lambda_functions import LambdaFunctions
from devtools.local_run.aws_apis.s3 import S3
from devtools.local_run.aws_apis.s3_objects import Objects
from devtools.local_run.aws_apis.scheduler import Scheduler, due_at
from devtools.local_run.aws_apis.service import Answer, Fields, Refusal, refused
from devtools.local_run.aws_apis.ses import Quota, Ses
from devtools.local_run.background.schedules import Schedule, Schedules
from devtools.local_run.mailbox.incoming import Incoming
from devtools.local_run.mailbox.mails import Mails, Outcome, StoredMail
from devtools.local_run.mailbox.suppression import SuppressionList
from tests import iam
from tests.aws_clients import dynamodb
from tests.functions import acting_as
from tests.integration.clock import stopped_at

ENVIRONMENT = {
    "PORCHLIGHT_SCHEDULE_GROUP": f"{iam.STAGE.prefix}jobs",
    "PORCHLIGHT_SCHEDULE_ROLE": iam.schedule_role(),
    "PORCHLIGHT_JOB_FUNCTION": iam.job_function(),
    "PORCHLIGHT_FAN_OUT_FUNCTION": iam.fan_out_function(),
    "PORCHLIGHT_DEAD_LETTERS": iam.dead_letters(),
    "PORCHLIGHT_MAIL_FROM": iam.MAIL_FROM,
    "PORCHLIGHT_MAIL_DOMAIN": "reply.shop.example",
    "PORCHLIGHT_MAIL_BUCKET": iam.MAIL_BUCKET,
    "PORCHLIGHT_FILES_BUCKET": iam.FILES_BUCKET,
    "PORCHLIGHT_PAGES_BUCKET": iam.PAGES_BUCKET,
    "PORCHLIGHT_DASHBOARD_URL": "https://pages.example/admin/",
    "PORCHLIGHT_API_URL": "https://api.example/api",
}
UNLIMITED = Quota(a_day=1_000_000, a_second=1_000_000)
OF_SENDING = {"MessageRejected"}  # refusals that SES gives to mails only
numbers = itertools.count(1)


class Background:
    """What the server schedules and sends. Tests may change all of it.

    `schedules`: those that wait, by name, as in CreateSchedule. `started`: jobs that wait to run at once.
    `handed_over`: events for large audiences. `mails`: as recipients get them, oldest first. `refusals`: the answers to
    further requests, as status and code, before the stand-ins answer again. `requests`: the method and path of each
    request to Scheduler, Lambda, SES and S3. `objects`: what is stored in S3.
    """

    def __init__(self, folder: Path, *, sandbox: bool) -> None:
        self.schedules: dict[str, Fields] = {}
        self.started: list[dict[str, Any]] = []
        self.handed_over: list[dict[str, Any]] = []
        self.mails: list[EmailMessage] = []
        self.refusals: list[tuple[int, str]] = []
        self.requests: list[tuple[str, str]] = []
        self.received: dict[str, Any] | None = None
        self.suppressed = SuppressionList(folder)
        group, role = (ENVIRONMENT[f"PORCHLIGHT_SCHEDULE_{name}"] for name in ("GROUP", "ROLE"))
        verified = (iam.MAIL_FROM.partition("@")[2],)
        self.objects = Objects(folder / "s3")
        self.s3 = S3(
            self.objects,
            (iam.FILES_BUCKET, iam.PAGES_BUCKET),
            secrets={"test": "test"},
            rules={iam.FILES_BUCKET: s3_rules.of_files()},
        )
        self.apis = (
            Scheduler(KeptSchedules(self, folder), group, role).service(),
            LambdaFunctions(self.accept),
            Ses(KeptMails(self, folder), self.suppressed, verified, sandbox=sandbox, quota=UNLIMITED).service(),
            self.s3,
        )
        self.incoming = Incoming(self.objects, iam.MAIL_BUCKET, ENVIRONMENT["PORCHLIGHT_MAIL_DOMAIN"], self.call)

    @property
    def jobs(self) -> list[dict[str, Any]]:
        """The waiting jobs in their JSON form."""
        return [json.loads(each["Target"]["Input"]) for each in self.schedules.values()]

    @property
    def times(self) -> list[int]:
        """When each of them is due, in epoch seconds."""
        return [due_of(each) for each in self.schedules.values()]

    def deliver(self, conversation_id: str) -> dict[str, Any]:
        """Delivers the stored messages of a conversation, as the stream does. Returns the function's answer."""
        return self.deliver_records([record(image) for image in images(conversation_id)])

    def deliver_records(self, records: list[dict[str, Any]]) -> dict[str, Any]:
        with acting_as("message_stored"):
            return cast("dict[str, Any]", app.message_stored({"Records": records}, None))

    def run_due(self) -> None:
        """Runs the waiting jobs, at whatever time they are due. Jobs that they schedule wait for the next call."""
        self.fire(list(self.schedules))

    def run_started(self) -> int:
        """Runs the jobs that were started to run at once. Returns how many."""
        jobs, self.started = self.started, []
        for job in jobs:
            self.run(job)
        return len(jobs)

    def accept(self, function: str, event: dict[str, Any]) -> None:
        (self.handed_over if function == "fan_out" else self.started).append(event)

    def push_handed_over(self, *, again: bool = False) -> None:
        """Runs the function for each event that was handed over, and once more if it comes `again`."""
        waiting = self.handed_over
        if not again:
            self.handed_over = []
        for event in waiting:
            with acting_as("fan_out"):
                app.fan_out(event, None)

    def due(self, now_ms: int) -> int:
        """Runs the jobs that are due by then, with the server's clock at this moment, in epoch milliseconds.

        Jobs that they schedule run too, if they are due by then. Returns how many jobs ran.
        """
        ran = 0
        with stopped_at(now_ms):
            while names := [name for name, each in self.schedules.items() if due_of(each) * 1000 <= now_ms]:
                self.fire(names)
                ran += len(names)
        return ran

    def fire(self, names: list[str]) -> None:
        """Deletes a schedule after its job has run, as Scheduler does: until then there cannot be an equal one."""
        for name in names:
            try:
                self.run(json.loads(self.schedules[name]["Target"]["Input"]))
            finally:
                self.schedules.pop(name, None)

    def run(self, job: dict[str, Any]) -> None:
        schedules.waiting.clear()  # the process of this function is another one than the stream's
        with acting_as("job_due"):
            app.job_due(job, None)
        schedules.waiting.clear()

    def receive(
        self,
        mail: EmailMessage,
        *recipients: str,
        source: str | None = None,
        authenticated: bool = True,
        failing: tuple[str, ...] = (),
    ) -> str:
        """Receives a mail as SES does, with its own headers on top. `source`: the sender of the envelope, if it is
        another one than the mail's. `authenticated`: whether SPF and DKIM pass. `failing`: SES's further verdicts that
        fail. Returns SES's id of the mail.

        Raises what the function raises: Lambda would call it again, up to two times, as `receive_again` does.
        """
        sender = parseaddr(str(mail["From"]))[1] if source is None else source
        content = mail.as_bytes(policy=SMTP)
        return self.incoming.receive(content, sender, [*recipients], authenticated=authenticated, failing=failing)

    def receive_again(self) -> None:
        """Calls the function with the last mail once more."""
        assert self.received is not None
        self.call("mail_received", self.received)

    def call(self, function: str, event: dict[str, Any]) -> None:
        self.received = event
        with acting_as(function):
            getattr(app, function)(event, None)

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        self.requests.append((method, path))
        if self.refusals and (self.refusals[0][1] not in OF_SENDING or path.endswith("/outbound-emails")):
            status, code = self.refusals.pop(0)
            return refused(Refusal(status, code, "made by a test"))
        plain, _, query = path.partition("?")
        answers = (api.answer(method, plain, query, headers, body) for api in self.apis)
        return next(answer for answer in answers if answer)


class KeptSchedules(Schedules):
    """Checks times by the server's clock, which tests change."""

    def __init__(self, work: Background, folder: Path) -> None:
        super().__init__(folder, late_seconds=0, clock=lambda: now_ms() / 1000)
        self.work = work

    def create(self, group: str, name: str, fields: Fields, due: int) -> Schedule:
        if name in self.work.schedules:
            raise FileExistsError(name)
        self.work.schedules[name] = fields
        return Schedule(group, name, fields, due, due, self.clock())

    def get(self, group: str, name: str) -> Schedule | None:
        fields = self.work.schedules.get(name)
        return Schedule(group, name, fields, due_of(fields), due_of(fields), self.clock()) if fields else None

    def all(self) -> list[Schedule]:
        found = (self.get(fields["GroupName"], name) for name, fields in self.work.schedules.items())
        return [each for each in found if each]

    def delete(self, group: str, name: str) -> bool:
        return self.work.schedules.pop(name, None) is not None


class KeptMails(Mails):
    def __init__(self, work: Background, folder: Path) -> None:
        super().__init__(folder)
        self.work = work

    def add(self, id: str, sender: str, recipients: list[str], raw: bytes, outcome: Outcome) -> StoredMail:
        stored = super().add(id, sender, recipients, raw, outcome)
        self.work.mails.append(stored.message())
        return stored


def due_of(fields: Fields) -> int:
    return due_at(fields["ScheduleExpression"], "UTC")


def images(conversation_id: str) -> list[dict[str, Any]]:
    with acting_as(""):  # the stream, not a function
        items: list[dict[str, Any]] = dynamodb().query(
            TableName=f"{config().table_prefix}messages",
            KeyConditionExpression="conversation_id = :id",
            ExpressionAttributeValues={":id": {"S": conversation_id}},
        )["Items"]
    return items


def record(image: dict[str, Any], event: str = "INSERT", before: dict[str, Any] | None = None) -> dict[str, Any]:
    """A record as Lambda sends it: a deleted row has an old image only. `before`: the old image of a changed row."""
    content = {
        **({"OldImage": before} if before else {}),
        "ApproximateCreationDateTime": time.time(),
        "Keys": {name: image[name] for name in ("conversation_id", "id")},
        ("OldImage" if event == "REMOVE" else "NewImage"): image,
        "SequenceNumber": str(next(numbers)),
        "StreamViewType": "NEW_AND_OLD_IMAGES",
    }
    return {
        "eventID": str(next(numbers)),
        "eventName": event,
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": iam.STAGE.region,
        "dynamodb": content,
        "eventSourceARN": f"{iam.table('messages')}/stream/2026-01-01T00:00:00.000",
    }


class Server(ThreadingHTTPServer):
    """One for the whole session, since the server keeps its clients. It answers for one `Background` at a time."""

    daemon_threads = True
    current: Background | None = None


@cache
def server() -> Server:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # headers and body in one packet: the client would confirm the first one only after 40 ms

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            assert running.current is not None, "a request outside of `with background()`"
            answer = running.current.answer(self.command, self.path, dict(self.headers), body)
            self.send_response(answer.status)
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)
            self.wfile.flush()

        def handle_expect_100(self) -> bool:
            """S3's client waits a second for this answer before it sends a body without it."""
            super().handle_expect_100()
            self.wfile.flush()
            return True

        do_GET = do_HEAD = do_OPTIONS = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the names that http.server calls

        def log_message(self, format: str, *args: Any) -> None:
            """Logs nothing."""

    running = Server(("127.0.0.1", 0), Handler)
    Thread(target=running.serve_forever, daemon=True).start()
    return running


@contextmanager
def background(*, sandbox: bool = False, **settings: str | None) -> Iterator[Background]:
    """Sets up the background work inside. `sandbox`: of SES. `settings`: environment variables without the prefix
    `PORCHLIGHT_`, in small letters, as in `mail_from=None` (None: not set)."""
    running = server()
    address = f"http://127.0.0.1:{running.server_port}"
    endpoints = {f"AWS_ENDPOINT_URL_{name}": address for name in ("SCHEDULER", "LAMBDA", "SESV2", "S3")}
    changed = {f"PORCHLIGHT_{name.upper()}": value for name, value in settings.items()}
    variables = {name: value or "" for name, value in {**ENVIRONMENT, **endpoints, **changed}.items()}
    try:
        with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, variables):
            config.cache_clear()
            schedules.waiting.clear()  # of other tests
            running.current = Background(Path(folder), sandbox=sandbox)
            yield running.current
    finally:
        running.current = None
        config.cache_clear()
