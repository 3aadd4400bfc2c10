"""The examples of docs/webhooks.md: its events are the fixtures, and its programs accept genuine events only."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from chalicelib.model.event_webhooks import EVENT_TYPES
from chalicelib.notify.event_webhooks.sending import PAUSES_SECONDS
from chalicelib.notify.event_webhooks.signing import signature
from devtools.ports import free_port
from devtools.setup.node_packages import with_node

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")
EVENTS = dict(re.findall(r"<!-- (tests/wire/webhooks/\S+) -->\n[^\n]+\n\n```json\n(.*?)\n```", PAGE, re.DOTALL))
PROGRAMS = dict(re.findall(r"```(python|js)\n(.*?)```", PAGE, re.DOTALL))
SECRET, OTHER = "whsec_of_this_test", "whsec_of_somebody_else"
BODY = (ROOT / "tests" / "wire" / "webhooks" / "message_created.json").read_bytes()


def test_the_events_are_the_fixtures() -> None:
    fixtures = sorted((ROOT / "tests" / "wire" / "webhooks").glob("*.json"))
    assert sorted(EVENTS) == [str(path.relative_to(ROOT)) for path in fixtures]
    for path in fixtures:
        assert json.loads(EVENTS[str(path.relative_to(ROOT))]) == json.loads(path.read_text(encoding="utf-8"))


def test_the_table_has_every_event() -> None:
    rows = "".join(re.findall(r"^\| `\w+.*?\|", PAGE, re.MULTILINE))
    assert [*re.findall(r"`([a-z]+\.[a-z]+)`", rows)] == [*EVENT_TYPES]


def test_the_page_says_when_an_event_is_tried_again() -> None:
    after = [sum(PAUSES_SECONDS[:count]) // 60 for count in range(1, len(PAUSES_SECONDS) + 1)]
    assert after == [1, 5, 15, 30, *(60 * hours for hours in (1, 2, 4, 8, 16, 24))]
    assert "1, 5, 15 and 30 minutes later, and 1, 2, 4, 8, 16 and 24 hours later" in PAGE


@contextmanager
def program(language: str, folder: Path) -> Iterator[tuple[int, Path]]:
    """Runs an example. Yields its port, and the file with its output."""
    file, output, port = folder / f"receive.{'py' if language == 'python' else 'mjs'}", folder / "output", free_port()
    file.write_text(PROGRAMS[language], encoding="utf-8")
    environment = {**os.environ, **with_node(), "PORCHLIGHT_WEBHOOK_SECRET": SECRET, "PORT": str(port)}
    with output.open("w") as written:
        command = [sys.executable if language == "python" else "node", str(file)]
        running = subprocess.Popen(command, env=environment, stdout=written, stderr=subprocess.DEVNULL)
    try:
        yield port, output
    finally:
        running.kill()
        running.wait()


def posted(port: int, body: bytes, header: str | None) -> int:
    """Returns the status. The program may still be starting."""
    deadline = time.monotonic() + 60
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("POST", "/", body, {"Porchlight-Signature": header} if header else {})
            return connection.getresponse().status
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        finally:
            connection.close()


@pytest.mark.parametrize("language", PROGRAMS)
def test_a_program_of_the_page_accepts_genuine_events_and_handles_each_once(language: str, tmp_path: Path) -> None:
    now = int(time.time())
    genuine = signature([SECRET], now, BODY)
    with program(language, tmp_path) as (port, output):
        assert posted(port, BODY, genuine) == 204
        assert posted(port, BODY, signature([OTHER, SECRET], now, BODY)) == 204  # again, with another secret replaced
        assert posted(port, BODY.replace(b"kettle", b"teapot"), genuine) == 400
        assert posted(port, BODY, signature([OTHER], now, BODY)) == 400
        assert posted(port, BODY, signature([SECRET], now - 3600, BODY)) == 400
        assert posted(port, BODY, genuine.replace(f"t={now}", f"t={now + 1}")) == 400
        assert posted(port, BODY, "t=,v1=") == 400
        assert posted(port, BODY, None) == 400
        assert output.read_text(encoding="utf-8").split() == ["message.created", "1"]
