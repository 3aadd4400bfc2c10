import sys
from collections import deque
from pathlib import Path

import pytest

from devtools import tools
from devtools.problem import Problem

# The last lines of real tools that failed.
NPM_OFFLINE = ["npm error code EAI_AGAIN", "npm error syscall getaddrinfo", "npm error A complete log of this run ..."]
PIP_OFFLINE = [
    "WARNING: Retrying after connection broken by 'NewConnectionError: [Errno 111] Connection refused'",
    "ERROR: Cannot install argon2-cffi==25.1.0 because these package versions have conflicting dependencies.",
]
CONFLICT = ["Collecting boto3", "ERROR: No matching distribution found for boto3==99", "", "[notice] A new release"]


@pytest.mark.parametrize("lines", [NPM_OFFLINE, PIP_OFFLINE], ids=["npm", "pip"])
def test_without_a_network_it_says_so(lines: list[str]) -> None:
    assert tools.reason(deque(lines)) == "The package registry cannot be reached. Is this machine online?"


def test_else_the_last_error_is_told() -> None:
    assert tools.reason(deque(CONFLICT)) == "ERROR: No matching distribution found for boto3==99"


def test_a_tool_that_says_nothing_is_told_of_too() -> None:
    assert tools.reason(deque([""])) == "It said nothing."


def test_a_tool_that_fails_is_one_line_and_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "LOGS", tmp_path)
    monkeypatch.setattr(tools, "ROOT", tmp_path)
    script = "print('working'); print('error: the disk is full'); raise SystemExit(3)"
    seen: list[str] = []
    with pytest.raises(Problem) as problem:
        tools.run_tool("It broke.", [sys.executable, "-c", script], log="tool.log", cwd=tmp_path, on_line=seen.append)
    assert str(problem.value) == "It broke. error: the disk is full (everything it said: tool.log)"
    assert seen == ["working", "error: the disk is full"]
