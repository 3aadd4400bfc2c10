"""The gateway as a process, with the real app.py."""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

from deployment.target import local_run
from devtools.local_run.mailbox.mails import Mails
from tests.localrun import LocalRun

T = TypeVar("T")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    running = LocalRun(Path(tmp_path_factory.mktemp("run")))
    running.start()
    yield running
    running.stop()


def post(run: LocalRun, path: str, body: Any, **headers: str) -> Any:
    request = urllib.request.Request(f"{run.api}{path}", json.dumps(body).encode(), headers)
    request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def sign_in(run: LocalRun) -> Any:
    return post(run, "/admin/session", {"email": run.admin_email, "password": run.admin_password})


def store_a_message(run: LocalRun) -> tuple[str, dict[str, Any]]:
    """As a new visitor. Returns the visitor's authorization and the message."""
    with urllib.request.urlopen(run.shop, timeout=10) as page:
        token = page.read().decode().partition('data-token="')[2].partition('"')[0]
    visitor = post(run, "/chatbot/session", {"widget_token": token}, Origin=run.shop)
    authorization = f"Bearer {visitor['token']}"
    message = {"client_id": "before-the-crash", "body": "Is anybody there?", "after": 0}
    post(run, "/chatbot/message", message, Authorization=authorization)
    return authorization, message


def test_the_admin_of_the_command_line_can_sign_in(run: LocalRun) -> None:
    assert sign_in(run)["admin"]["email"] == run.admin_email


def test_messages_survive_a_kill_of_the_gateway_and_a_stop_of_the_database(run: LocalRun) -> None:
    authorization, message = store_a_message(run)

    run.restart(kill=True)

    # A retry with the same visitor's earlier token: the response has the message that was stored then.
    again = post(run, "/chatbot/message", message, Authorization=authorization)
    assert again["message"]["id"] == 1
    assert sign_in(run)["site"]["id"] == "default"


def test_standard_output_is_the_lambdas_log_and_contains_no_password(run: LocalRun) -> None:
    sign_in(run)
    lines = (run.folder / "gateway.log").read_text(encoding="utf-8").splitlines()
    assert any(json.loads(line)["event"] for line in lines if line.startswith("{"))
    logged = [line for line in lines if line.startswith("{")]
    assert run.admin_password not in "\n".join(logged)


def test_a_message_that_nobody_reads_is_mailed_although_the_run_was_killed_in_between(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """By the real stream, Scheduler, functions and SES. The setting of the site makes the alert due at once."""
    run = LocalRun(Path(tmp_path_factory.mktemp("background")))
    run.start()
    try:
        tables = local_run(run.folder).tables
        tables.put("sites", {**tables.get("sites", {"site_id": "default"}), "alert_after_seconds": 3})
        run.stop_gateway()
        run.start_gateway()  # forgets the site's earlier setting
        store_a_message(run)
        wait_for(lambda: schedules(run))
        run.restart(kill=True)
        [mail] = wait_for(lambda: Mails(run.folder / "mail").all())
        assert mail.recipients == [run.admin_email]
        wait_for(lambda: not schedules(run))
    finally:
        run.stop()


def schedules(run: LocalRun) -> list[Path]:
    return list((run.folder / "background" / "schedules").glob("*/*.json"))


def wait_for(found: Callable[[], T], seconds: float = 60.0) -> T:
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)
    return value
