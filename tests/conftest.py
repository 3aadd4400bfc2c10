"""What every test session needs: the environment that chalicelib/config.py reads, DynamoDB Local, and the local run."""

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from deployment.tables import create_tables
from devtools.ports import free_port
from devtools.setup import dynamodb_local
from tests.localrun import LocalRun

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
MANY = 1000  # tests of a session: they make far more than 20,000 requests to the store
STORE_PORT = free_port()  # nothing listens there until a test requests the store
SIGNING_KEYS = Path(tempfile.mkdtemp(prefix="porchlight-test-")) / "signing-key"
SIGNING_KEYS.write_text("a signing key that only tests use, long enough", encoding="utf-8")

os.environ.update(
    PORCHLIGHT_TABLE_PREFIX=f"porchlight-test-{WORKER}-",
    PORCHLIGHT_DYNAMODB_ENDPOINT=f"http://127.0.0.1:{STORE_PORT}",
    PORCHLIGHT_SIGNING_KEY_FILE=str(SIGNING_KEYS),
    PORCHLIGHT_MAIL_BUCKET="porchlight-test-files",
    PORCHLIGHT_SOCKET_URL="ws://socket.example/api",
    PORCHLIGHT_PUSH_PUBLIC_KEY="BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
    AWS_REGION="us-east-1",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_EC2_METADATA_DISABLED="true",
)


def pytest_collection_finish() -> None:
    """The modules and tests stay until the end: no garbage collection of the session inspects them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """DynamoDB Local in memory with all tables, for the whole session. Returns its address."""
    log = tmp_path_factory.mktemp("store") / "dynamodb.log"
    busy = len(request.session.items) > MANY
    with dynamodb_local.running(None, port=STORE_PORT, log=log, busy=busy) as running:
        create_tables(running.address, os.environ["PORCHLIGHT_TABLE_PREFIX"])
        yield running.address


@pytest.fixture(scope="session")
def local_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    """The real gateway on a store of its own, on disk, as `dev.py run` starts it."""
    run = LocalRun(Path(tmp_path_factory.mktemp("run")))
    run.start()
    yield run
    run.stop()
