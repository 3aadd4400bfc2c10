import sys
from collections import deque
from pathlib import Path

import pytest

from devtools import tools
from devtools.console import Problem

# The last lines of real tools that failed.
NPM_OFFLINE = ["npm error code EAI_AGAIN", "npm error syscall getaddrinfo", "npm error A complete log of this run ..."]
PIP_OFFLINE = [
    "WARNING: Retrying after connection broken by 'NewConnectionError: [Errno 111] Connection refused'",
    "ERROR: Cannot install argon2-cffi==25.1.0 because these package versions have conflicting dependencies.",
]
UV_OFFLINE = [
    "error: Failed to fetch: https://pypi.org/simple/six/",
    "  cause: dns error",
    "  cause: error resolving DNS",
]
CONFLICT = ["Collecting boto3", "ERROR: No matching distribution found for boto3==99", "", "[notice] A new release"]


@pytest.mark.parametrize("lines", [NPM_OFFLINE, PIP_OFFLINE, UV_OFFLINE], ids=["npm", "pip", "uv"])
def test_a_registry_that_cannot_be_reached_is_reported(lines: list[str]) -> None:
    assert tools.reason(deque(lines)) == "The package registry cannot be reached. Is this machine online?"


def test_otherwise_the_last_error_is_reported() -> None:
    assert tools.reason(deque(CONFLICT)) == "ERROR: No matching distribution found for boto3==99"


def test_a_tool_without_output_is_reported_too() -> None:
    assert tools.reason(deque([""])) == "It printed nothing."


def test_a_failed_tool_is_reported_in_one_line_that_names_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "LOGS", tmp_path)
    monkeypatch.setattr(tools, "ROOT", tmp_path)
    script = "print('working'); print('error: the disk is full'); raise SystemExit(3)"
    seen: list[str] = []
    with pytest.raises(Problem) as problem:
        tools.run_tool("It broke.", [sys.executable, "-c", script], log="tool.log", cwd=tmp_path, on_line=seen.append)
    assert str(problem.value) == "It broke. error: the disk is full (full output: tool.log)"
    assert seen == ["working", "error: the disk is full"]
