"""What each function of the release loads until it has handled its first event: a cold start is little else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.bench.cold_start import BOTOCORE, RELEASE
from devtools.folders import ROOT

pytestmark = [
    pytest.mark.timeout(600),  # the first to run downloads the packages, once
    pytest.mark.skipif(sys.platform != "linux", reason="the packages are Lambda's"),
]

# By the beginning of a call's name: how many modules it may load. A few more than it loads today.
MOST_MODULES = {
    "API: first message": 408,
    "API: session": 408,
    "API: poll": 408,
    "websocket_connect": 315,
    "websocket_message: ping": 315,
    "websocket_message: resume": 377,
    "websocket_disconnect": 315,
    "fan_out": 272,
    "message_stored": 518,
    "job_due: check that finds the message read": 420,
    "job_due: check that alerts": 529,
    "mail_received": 465,
}
# What its first call must not load, with the modules in it.
CLIENT = (
    *("botocore.session", "botocore.client", "botocore.regions", "urllib3", "dateutil", "xml.etree", "certifi"),
    *("urllib.request", "tempfile"),
)
SCHEMAS = ("pydantic", "pydantic_core", "annotated_types")
BACKGROUND = ("chalicelib.notify", "chalicelib.mail", "cryptography.hazmat", "http_ece", "html2text")
SIGN_IN = ("argon2", "pyotp", "chalicelib.accounts.sign_in")
UNWANTED = {
    "API": (*CLIENT, *BACKGROUND, *SIGN_IN, "chalicelib.api.socket", "chalicelib.api.admin", "chalicelib.api.openapi"),
    "websocket_connect": (*CLIENT, *SCHEMAS, *BACKGROUND, *SIGN_IN, "chalicelib.api.visitor", "chalicelib.api.schemas"),
    "websocket_message": (*CLIENT, *BACKGROUND, *SIGN_IN, "chalicelib.api.visitor", "chalicelib.api.endpoint"),
    "websocket_message: ping": SCHEMAS,
    "websocket_disconnect": (*CLIENT, *SCHEMAS, *BACKGROUND, *SIGN_IN, "chalicelib.api.visitor"),
    "fan_out": (*CLIENT, *SCHEMAS, *BACKGROUND, *SIGN_IN, "chalicelib.api.socket", "chalicelib.api.endpoint"),
    "message_stored": (
        *SCHEMAS,
        *SIGN_IN,
        "chalicelib.notify.incoming.received",
        "html2text",
        "chalicelib.api.visitor",
    ),
    "job_due": (*SCHEMAS, *SIGN_IN, "chalicelib.api.visitor"),
    "job_due: check that finds the message read": ("botocore.session", "urllib3"),
    "mail_received": (*SCHEMAS, *SIGN_IN, "chalicelib.api.visitor"),
}


@pytest.fixture(scope="module")
def starts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """In a process of its own, whose configuration is that of the stand-ins for AWS."""
    file = tmp_path_factory.mktemp("cold") / "starts.json"
    command: list[str | Path] = [sys.executable, "-m", "devtools.bench.cold_start", "--runs", "1", "--json", file]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PORCHLIGHT_"))}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    measured = json.loads(file.read_text(encoding="utf-8"))
    return {name: set(each[RELEASE][0]["modules"]) for name, each in measured.items() if name != BOTOCORE}


def test_every_function_of_the_server_is_started(starts: dict[str, set[str]]) -> None:
    assert {name for name in starts if not name.startswith(tuple(MOST_MODULES))} == set()
    assert {begin for begin in MOST_MODULES if not any(name.startswith(begin) for name in starts)} == set()


def test_no_function_loads_more_modules_than_its_budget(starts: dict[str, set[str]]) -> None:
    loaded = {
        begin: len(modules) for begin in MOST_MODULES for name, modules in starts.items() if name.startswith(begin)
    }
    assert {name: count for name, count in loaded.items() if count > MOST_MODULES[name]} == {}


def test_no_function_loads_what_its_first_call_does_not_need(starts: dict[str, set[str]]) -> None:
    found = {
        name: sorted(each for each in modules if begins(each, unwanted))
        for name, modules in starts.items()
        for begin, unwanted in UNWANTED.items()
        if name.startswith(begin)
    }
    assert {name: each for name, each in found.items() if each} == {}


def begins(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)
