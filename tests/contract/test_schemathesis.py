"""schemathesis against the running local server: what its document says is what it does."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from chalice.local import LambdaEventConverter

import app
from devtools.folders import ROOT
from tests.calling import ORIGIN
from tests.contract.desk import open_desk
from tests.integration.devtools.local_run.served import Served, served
from tests.integration.log_lines import logged

# What our gateway answers itself, as API Gateway does, is no answer of a call: 403 for an unknown method. And what one
# site's owner makes is not there for another's: every deletion is made by an owner of a new site.
LEFT_OUT = ["unsupported_method", "allow_header_conformance", "ensure_resource_availability"]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    # Who signs in at the desk has another address than schemathesis, whose wrong passwords are many.
    monkeypatch.setattr(LambdaEventConverter, "LOCAL_SOURCE_IP", "192.0.2.1")
    with served(app, tmp_path) as running:
        yield running


@pytest.mark.timeout(7200)
def test_every_answer_is_one_that_the_document_knows_and_none_is_an_error_of_ours(
    server: Served, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    command = [
        *(Path(sys.executable).with_name("schemathesis"), "run", f"http://127.0.0.1:{server.port}/api/openapi.json"),
        f"--max-examples={request.config.getoption('--examples')}",
        f"--seed={request.config.getoption('--seed')}",
        f"--exclude-checks={','.join(LEFT_OUT)}",
        f"--header=Origin: {ORIGIN}",
        "--request-timeout=60",  # a busy machine is no finding
        "--suppress-health-check=all",
        "--warnings=off",
        "--no-color",
    ]
    with open_desk() as desk, logged() as log:
        environment = {**os.environ, "PORCHLIGHT_DESK": desk, "SCHEMATHESIS_HOOKS": "tests.contract.hooks"}
        environment["PYTHONPATH"] = str(ROOT)
        run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    print(run.stdout, run.stderr)
    assert run.returncode == 0, run.stdout[-20_000:]
    assert re.search(r"[0-9,]+ (generated|test cases)", run.stdout)
    assert not [entry for entry in log.errors if re.fullmatch("[a-z_]+", entry["event"])]  # those of the server's own
