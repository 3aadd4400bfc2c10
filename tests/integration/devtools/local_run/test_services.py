"""The stand-ins for Scheduler, SES and S3, called by unpatched AWS clients over the network."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from devtools.local_run.environment import (
    JOB_FUNCTION,
    MAIL_BUCKET,
    MAIL_FROM,
    SCHEDULE_GROUP,
    SCHEDULE_ROLE,
)
from tests.integration.devtools.local_run.served import Served, served
from tests.integration.devtools.local_run.small_app import SmallApp


@dataclass(frozen=True)
class Services:
    gateway: Served
    folder: Path

    def client(self, service: str, **config: Any) -> Any:
        make: Any = boto3.client
        return make(
            service,
            endpoint_url=self.gateway.origins.s3 if service == "s3" else self.gateway.origins.services,
            region_name="us-east-1",
            aws_access_key_id="local",
            aws_secret_access_key="local",
            config=Config(retries={"total_max_attempts": 1}, **config),
        )


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with served(SmallApp("services"), tmp_path) as gateway:
        yield Services(gateway, tmp_path)


@pytest.fixture
def sandboxed(tmp_path: Path) -> Iterator[Services]:
    with served(SmallApp("sandbox"), tmp_path, "--mail-sandbox") as gateway:
        yield Services(gateway, tmp_path)


def refusal(call: Callable[[], Any]) -> tuple[int, str, str]:
    """The status, the code and the message."""
    with pytest.raises(ClientError) as raised:
        call()
    answer = raised.value.response
    return (answer["ResponseMetadata"]["HTTPStatusCode"], answer["Error"]["Code"], answer["Error"].get("Message", ""))


def expression(seconds: float) -> str:
    return f"at({datetime.now(timezone.utc) + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%S})"


def schedule(**changes: Any) -> dict[str, Any]:
    fields = {
        "Name": "job-1",
        "GroupName": SCHEDULE_GROUP,
        "ScheduleExpression": expression(3600),
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "ActionAfterCompletion": "DELETE",
        "Target": {"Arn": JOB_FUNCTION, "RoleArn": SCHEDULE_ROLE, "Input": '{"job": "a"}'},
    }
    return {**fields, **changes}


def test_a_schedule_is_created_shown_listed_and_deleted(services: Services) -> None:
    scheduler = services.client("scheduler")
    arn = scheduler.create_schedule(**schedule())["ScheduleArn"]
    assert arn.endswith(f":schedule/{SCHEDULE_GROUP}/job-1")
    shown = scheduler.get_schedule(Name="job-1", GroupName=SCHEDULE_GROUP)
    assert shown["Target"]["Input"] == '{"job": "a"}'
    assert (shown["State"], shown["Arn"]) == ("ENABLED", arn)
    assert abs(shown["CreationDate"].timestamp() - time.time()) < 60
    assert [each["Name"] for each in scheduler.list_schedules(GroupName=SCHEDULE_GROUP)["Schedules"]] == ["job-1"]
    assert scheduler.list_schedules(GroupName="default")["Schedules"] == []
    scheduler.delete_schedule(Name="job-1", GroupName=SCHEDULE_GROUP)
    gone = refusal(lambda: scheduler.delete_schedule(Name="job-1", GroupName=SCHEDULE_GROUP))
    assert gone == (404, "ResourceNotFoundException", "Schedule job-1 does not exist.")


def test_a_second_schedule_of_the_same_name_is_a_conflict_and_changes_nothing(services: Services) -> None:
    scheduler = services.client("scheduler")
    first = schedule()
    scheduler.create_schedule(**first)
    status, code, _ = refusal(lambda: scheduler.create_schedule(**schedule(ScheduleExpression=expression(60))))
    assert (status, code) == (409, "ConflictException")
    kept = scheduler.get_schedule(Name="job-1", GroupName=SCHEDULE_GROUP)
    assert kept["ScheduleExpression"] == first["ScheduleExpression"]


def test_the_same_request_again_is_no_conflict(services: Services) -> None:
    """The client sends the same token with each attempt of a request."""
    scheduler = services.client("scheduler")
    for _ in range(2):
        scheduler.create_schedule(**schedule(ClientToken="one-request"))


@pytest.mark.parametrize(
    ("changes", "status", "code", "words"),
    [
        ({"Name": "two words"}, 400, "ValidationException", "at 'name' failed"),
        ({"Name": "x" * 65}, 400, "ValidationException", "less than or equal to 64"),
        ({"GroupName": "another"}, 404, "ResourceNotFoundException", "Schedule group another"),
        ({"ScheduleExpression": "at(soon)"}, 400, "ValidationException", "Invalid Schedule Expression"),
        ({"ScheduleExpression": "at(2027-13-01T10:00:00)"}, 400, "ValidationException", "Invalid Schedule"),
        ({"ScheduleExpression": expression(-1)}, 400, "ValidationException", "past"),
        ({"ScheduleExpression": "rate(1 hour)"}, 400, "ValidationException", "one-time"),
        ({"ScheduleExpressionTimezone": "Europe/Atlantis"}, 400, "ValidationException", "timezone"),
        ({"FlexibleTimeWindow": {"Mode": "FLEXIBLE"}}, 400, "ValidationException", "MaximumWindowInMinutes"),
        ({"FlexibleTimeWindow": {"Mode": "SOMETIMES"}}, 400, "ValidationException", "enum value set"),
        ({"Target": {"Arn": JOB_FUNCTION, "RoleArn": "role"}}, 400, "ValidationException", "target.roleArn"),
        (
            {"Target": {"Arn": JOB_FUNCTION, "RoleArn": "arn:aws:iam::000000000000:role/other"}},
            400,
            "ValidationException",
            "must allow AWS EventBridge Scheduler to assume",
        ),
        (
            {"Target": {"Arn": JOB_FUNCTION, "RoleArn": SCHEDULE_ROLE, "Input": "{"}},
            400,
            "ValidationException",
            "valid JSON",
        ),
        (
            {
                "Target": {
                    "Arn": JOB_FUNCTION,
                    "RoleArn": SCHEDULE_ROLE,
                    "RetryPolicy": {"MaximumRetryAttempts": 186},
                }
            },
            400,
            "ValidationException",
            "185",
        ),
    ],
)
def test_a_schedule_that_aws_refuses_is_refused(
    services: Services, changes: dict[str, Any], status: int, code: str, words: str
) -> None:
    scheduler = services.client("scheduler")
    found = refusal(lambda: scheduler.create_schedule(**schedule(**changes)))
    assert found[:2] == (status, code)
    assert words in found[2]
    assert scheduler.list_schedules()["Schedules"] == []


def test_a_time_in_another_zone_is_understood(services: Services) -> None:
    scheduler = services.client("scheduler")
    hour_ago_in_berlin = schedule(ScheduleExpression=expression(1800), ScheduleExpressionTimezone="Europe/Berlin")
    assert "past" in refusal(lambda: scheduler.create_schedule(**hour_ago_in_berlin))[2]


def test_a_list_has_pages(services: Services) -> None:
    scheduler = services.client("scheduler")
    for number in range(5):
        scheduler.create_schedule(**schedule(Name=f"job-{number}"))
    pages = scheduler.get_paginator("list_schedules").paginate(PaginationConfig={"PageSize": 2})
    names = [[each["Name"] for each in page["Schedules"]] for page in pages]
    assert names == [["job-0", "job-1"], ["job-2", "job-3"], ["job-4"]]


def letter(**changes: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    for name, value in {"From": MAIL_FROM, "To": "anna@mail.example", "Subject": "Hello", **changes}.items():
        message[name] = value
    message.set_content("Hi there")
    return message.as_bytes()


def send(client: Any, raw: bytes, *to: str, **more: Any) -> str:
    destination = {"Destination": {"ToAddresses": [*to]}} if to else {}
    return str(client.send_email(Content={"Raw": {"Data": raw}}, **destination, **more)["MessageId"])


def stored(services: Services, id: str) -> str:
    return (services.folder / "mail" / f"{id}.eml").read_text()


def test_a_mail_is_stored_with_the_message_id_and_the_date_that_ses_sets(services: Services) -> None:
    ses = services.client("sesv2")
    id = send(ses, letter(Bcc="secret@mail.example", **{"Message-ID": "<own@shop.example>"}), "anna@mail.example")
    raw = stored(services, id)
    assert f"Message-ID: <{id}@email.amazonses.com>" in raw
    assert "Date: " in raw
    assert "own@shop.example" not in raw
    assert "secret@mail.example" not in raw
    assert raw.endswith("Hi there\n")


@pytest.mark.parametrize(
    ("raw", "to", "code", "words"),
    [
        (letter(From="chat@elsewhere.example"), "anna@mail.example", "MessageRejected", "chat@elsewhere.example"),
        (b"", "anna@mail.example", "BadRequestException", "empty"),
        (b"Subject: no sender\r\n\r\nHi", "anna@mail.example", "BadRequestException", "'From'"),
        (letter(), "anna", "BadRequestException", "@domain"),
        (letter(), "anna@-b.example", "BadRequestException", "Illegal address"),
        (letter(), "änna@mail.example", "BadRequestException", "ASCII"),
        (b"Subject: a\r\n" + letter(), "anna@mail.example", "BadRequestException", "Duplicate header 'Subject'"),
        ("Subject: Grüße\r\n".encode() + letter(), "anna@mail.example", "BadRequestException", "ASCII"),
        (letter() + b"x" * 999, "anna@mail.example", "BadRequestException", "longer than 998"),
    ],
)
def test_a_mail_that_ses_refuses_is_refused(services: Services, raw: bytes, to: str, code: str, words: str) -> None:
    ses = services.client("sesv2")
    found = refusal(lambda: send(ses, raw, to))
    assert found[:2] == (400, code)
    assert words in found[2]
    assert list(services.folder.glob("mail/*.eml")) == []


def test_more_than_fifty_recipients_are_refused(services: Services) -> None:
    ses = services.client("sesv2")
    found = refusal(lambda: send(ses, letter(), *(f"v{number}@mail.example" for number in range(51))))
    assert found[1] == "BadRequestException"


def test_in_the_sandbox_only_verified_addresses_and_the_simulator_receive_mail(sandboxed: Services) -> None:
    ses = sandboxed.client("sesv2")
    assert not ses.get_account()["ProductionAccessEnabled"]
    assert refusal(lambda: send(ses, letter(), "anna@mail.example"))[1] == "MessageRejected"
    send(ses, letter(), "success+1@simulator.amazonses.com")
    code = refusal(lambda: send(ses, letter(), "admin@example.com"))[1]
    assert code == "TooManyRequestsException"  # one mail a second
    time.sleep(1.1)
    send(ses, letter(), "admin@example.com")


def test_the_account_and_the_sender_are_as_a_doctor_wants_them(services: Services) -> None:
    ses = services.client("sesv2")
    account = ses.get_account()
    assert (account["ProductionAccessEnabled"], account["SendingEnabled"]) == (True, True)
    assert ses.get_email_identity(EmailIdentity=MAIL_FROM.partition("@")[2])["VerifiedForSendingStatus"]
    assert refusal(lambda: ses.get_email_identity(EmailIdentity="elsewhere.example"))[:2] == (404, "NotFoundException")


def test_a_suppressed_address_is_accepted_and_not_delivered(services: Services) -> None:
    ses = services.client("sesv2")
    assert refusal(lambda: ses.get_suppressed_destination(EmailAddress="anna+1@mail.example"))[0] == 404
    ses.put_suppressed_destination(EmailAddress="Anna+1@mail.example", Reason="BOUNCE")
    entry = ses.get_suppressed_destination(EmailAddress="anna+1@mail.example")["SuppressedDestination"]
    assert entry["Reason"] == "BOUNCE"
    id = send(ses, letter(), "anna+1@mail.example")
    assert '"outcome": "suppressed"' in (services.folder / "mail" / f"{id}.json").read_text()
    assert len(ses.list_suppressed_destinations()["SuppressedDestinationSummaries"]) == 1
    ses.delete_suppressed_destination(EmailAddress="anna+1@mail.example")
    assert refusal(lambda: ses.get_suppressed_destination(EmailAddress="anna+1@mail.example"))[0] == 404


@pytest.mark.parametrize(
    ("address", "outcome"),
    [("success", "delivered"), ("bounce", "bounced"), ("complaint", "complained"), ("bounce+7", "bounced")],
)
def test_simulator_addresses_have_their_outcome_and_are_not_suppressed(
    services: Services, address: str, outcome: str
) -> None:
    ses = services.client("sesv2")
    id = send(ses, letter(), f"{address}@simulator.amazonses.com")
    assert f'"outcome": "{outcome}"' in (services.folder / "mail" / f"{id}.json").read_text()
    assert ses.list_suppressed_destinations()["SuppressedDestinationSummaries"] == []


@pytest.mark.parametrize("style", ["auto", "virtual"])
def test_an_object_is_put_read_in_part_and_deleted(services: Services, style: str) -> None:
    s3 = services.client("s3", s3={"addressing_style": style})
    key = {"Bucket": MAIL_BUCKET, "Key": "incoming/a b/ü"}
    s3.put_object(**key, Body=b"hello world", ContentType="text/plain")
    whole = s3.get_object(**key)
    assert (whole["Body"].read(), whole["ContentType"], whole["ContentLength"]) == (b"hello world", "text/plain", 11)
    assert s3.get_object(**key, Range="bytes=6-")["Body"].read() == b"world"
    assert s3.head_object(**key)["ETag"] == whole["ETag"]
    s3.delete_object(**key)
    assert refusal(lambda: s3.get_object(**key))[:2] == (404, "NoSuchKey")
    assert refusal(lambda: s3.get_object(Bucket="another", Key="a"))[:2] == (404, "NoSuchBucket")


def test_one_key_may_begin_another_and_none_leaves_the_folder(services: Services) -> None:
    s3 = services.client("s3")
    for key in ("a", "a/b", "../../outside", "x" * 1024):
        s3.put_object(Bucket=MAIL_BUCKET, Key=key, Body=key.encode())
        assert s3.get_object(Bucket=MAIL_BUCKET, Key=key)["Body"].read() == key.encode()
    assert not (services.folder / "outside").exists()


def test_a_presigned_address_sets_headers_and_expires(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    s3 = services.client("s3", signature_version="s3v4")
    s3.put_object(Bucket=MAIL_BUCKET, Key="mail", Body=b"<script>")
    overrides = {"ResponseContentType": "application/octet-stream", "ResponseContentDisposition": "attachment"}
    parameters = {"Bucket": MAIL_BUCKET, "Key": "mail", **overrides}
    with urllib.request.urlopen(s3.generate_presigned_url("get_object", parameters, ExpiresIn=60)) as answer:
        assert (answer.headers["Content-Type"], answer.headers["Content-Disposition"]) == tuple(overrides.values())
        assert answer.read() == b"<script>"
    an_hour_ago = datetime.now(timezone.utc).replace(tzinfo=None) - timedelta(hours=1)
    monkeypatch.setattr("botocore.auth.get_current_datetime", lambda: an_hour_ago)
    expired = s3.generate_presigned_url("get_object", parameters, ExpiresIn=60)
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(expired)
    assert raised.value.code == 403
    assert b"Request has expired" in raised.value.read()


@pytest.mark.parametrize("path", ["/schedules", "/v2/email/account", f"/{MAIL_BUCKET}/mail"])
def test_a_request_without_a_signature_is_refused(services: Services, path: str) -> None:
    assert services.gateway.ask(services.gateway.origins.services_port, "GET", path).status == 403


def test_a_signature_for_another_service_is_refused(services: Services) -> None:
    header = "AWS4-HMAC-SHA256 Credential=local/20270301/us-east-1/ses/aws4_request, SignedHeaders=host, Signature=0"
    answer = services.gateway.ask(services.gateway.origins.services_port, "GET", "/schedules", Authorization=header)
    assert (answer.status, answer.headers["x-amzn-ErrorType"]) == (403, "InvalidSignatureException")


def test_an_operation_that_is_not_there_is_named(services: Services) -> None:
    status, _, message = refusal(lambda: services.client("scheduler").create_schedule_group(Name="x"))
    assert (status, message) == (501, "The local run does not implement CreateScheduleGroup.")


def test_another_host_name_that_points_here_is_refused(services: Services) -> None:
    port = services.gateway.origins.services_port
    assert services.gateway.ask(port, "GET", "/mail/", Host=f"evil.example:{port}").status == 403
