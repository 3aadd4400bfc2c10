"""The examples of docs/api.md, run as their readers run them."""

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from devtools.setup.node_packages import with_node
from tests.e2e.owner import Owner

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```(bash|python|js)\n(.*?)```", PAGE, re.S))


@pytest.fixture
def environment(owner: Owner, local_run: Any) -> dict[str, str]:
    scopes = ["conversations:read", "conversations:write"]
    token = owner.call("POST", "/admin/api-tokens", {"name": "Order desk", "scopes": scopes, **owner.proof})
    return {**os.environ, **with_node(), "PORCHLIGHT_API": local_run.api, "PORCHLIGHT_TOKEN": token["token"]}


def run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_examples_find_a_conversation_answer_it_once_and_read_it(
    owner: Owner, environment: dict[str, str], local_run: Any, tmp_path: Path
) -> None:
    asked = f"Where is my parcel {secrets.token_hex(4)}?"
    widget_token = owner.call("GET", "/admin/site")["site"]["widget_token"]
    session = owner.send("POST", "/chatbot/session", {"widget_token": widget_token}, Origin=local_run.shop)
    visitor = {"Authorization": f"Bearer {session['token']}"}
    owner.send(
        "POST", "/chatbot/message", {"client_id": secrets.token_urlsafe(12), "body": asked, "after": 0}, **visitor
    )

    if shutil.which("curl"):
        listed = json.loads(run(["bash", "-c", EXAMPLES["bash"]], environment))["conversations"]
        assert any(each["id"] == session["conversation_id"] for each in listed)

    for _ in range(2):
        run([sys.executable, "-c", EXAMPLES["python"]], environment)
    messages = owner.send("GET", "/chatbot/messages?since_id=0", **visitor)["messages"]
    assert [(each["sender_name"], each["body"]) for each in messages[1:]] == [("Order desk", "Your parcel left today.")]

    script = tmp_path / "read.mjs"
    script.write_text(EXAMPLES["js"], encoding="utf-8")
    read = run(["node", str(script)], environment)
    assert f'{session["conversation_id"]} 2 Order desk "Your parcel left today."' in read
