"""The gateway as a process, with the real app.py."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.localrun import LocalRun


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


def test_the_admin_of_the_command_line_can_sign_in(run: LocalRun) -> None:
    assert sign_in(run)["admin"]["email"] == run.admin_email


def test_messages_survive_a_kill_of_the_gateway_and_a_stop_of_the_database(run: LocalRun) -> None:
    with urllib.request.urlopen(run.shop, timeout=10) as page:
        token = page.read().decode().partition('data-token="')[2].partition('"')[0]
    visitor = post(run, "/chatbot/session", {"widget_token": token}, Origin=run.shop)
    authorization = f"Bearer {visitor['token']}"
    message = {"client_id": "before-the-crash", "body": "Is anybody there?", "after": 0}
    post(run, "/chatbot/message", message, Authorization=authorization)

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
