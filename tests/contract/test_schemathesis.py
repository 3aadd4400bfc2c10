"""schemathesis against the running local server, which must behave as its OpenAPI document says."""

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
from tests.api_client import ORIGIN
from tests.contract.token_server import token_server
from tests.integration.devtools.local_run.served import Served, served
from tests.integration.log_lines import logged

# The gateway answers an unknown method with 403 by itself, as API Gateway does. Every deletion is made by the owner of
# a new site, who cannot find objects of other sites.
EXCLUDED = ["unsupported_method", "allow_header_conformance", "ensure_resource_availability"]

# Answers to requests that the document does not allow: those that schemathesis accepts by default, and 413 for a body
# that is too large.
CONFIG = """[checks]
negative_data_rejection.expected-statuses = [
  "400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429", "5xx",
]
"""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    # The token server signs in from another address than schemathesis, which sends many wrong passwords.
    monkeypatch.setattr(LambdaEventConverter, "LOCAL_SOURCE_IP", "192.0.2.1")
    with served(app, tmp_path) as running:
        yield running


@pytest.mark.timeout(7200)
def test_every_answer_is_documented_and_none_is_an_internal_error(
    server: Served, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIG)
    command = [
        *(Path(sys.executable).with_name("schemathesis"), "run", f"http://127.0.0.1:{server.port}/api/openapi.json"),
        f"--max-examples={request.config.getoption('--examples')}",
        f"--seed={request.config.getoption('--seed')}",
        f"--exclude-checks={','.join(EXCLUDED)}",
        f"--header=Origin: {ORIGIN}",
        "--request-timeout=60",  # for a busy machine
        "--suppress-health-check=all",
        "--warnings=off",
        "--no-color",
    ]
    with token_server() as tokens, logged() as log:
        environment = {**os.environ, "PORCHLIGHT_TOKEN_SERVER": tokens, "SCHEMATHESIS_HOOKS": "tests.contract.hooks"}
        environment["PYTHONPATH"] = str(ROOT)
        run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    print(run.stdout, run.stderr)
    assert run.returncode == 0, run.stdout[-20_000:]
    assert re.search(r"[0-9,]+ (generated|test cases)", run.stdout)
    assert not [entry for entry in log.errors if re.fullmatch("[a-z_]+", entry["event"])]  # only those of the server
