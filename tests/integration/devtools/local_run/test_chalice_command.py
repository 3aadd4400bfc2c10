"""`chalice` commands in the project's root, run in a copy of the project."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from devtools.folders import ROOT
from devtools.ports import free_port
from devtools.processes import start, stop
from tests.localrun import LocalRun

CHALICE = Path(sys.executable).with_name("chalice")
START_SECONDS = 100.0
pytestmark = pytest.mark.timeout(180)


def copy_project(root: Path) -> Path:
    shutil.copy(ROOT / "app.py", root)
    for name in ("chalicelib", "devtools", "deployment"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / ".chalice").mkdir()
    shutil.copy(ROOT / ".chalice" / "config.json", root / ".chalice")
    return root


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy in which nothing was run before."""
    return copy_project(tmp_path)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def running(project: Path) -> Iterator[LocalRun]:
    """A local run whose state is in the project's folder."""
    data = project / ".porchlight" / "data"
    data.mkdir(parents=True)
    run = LocalRun(data)
    run.start()
    yield run
    run.stop()


def environment() -> dict[str, str]:
    """Returns the environment without this process's own tables, and without access to AWS."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PORCHLIGHT_"))}
    nowhere = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_DEFAULT_REGION": "us-east-1"}
    keys = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
    return {**kept, **nowhere, **keys, "AWS_EC2_METADATA_DISABLED": "true", "PYTHONDONTWRITEBYTECODE": "1"}


def chalice(project: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [CHALICE, *arguments]
    return subprocess.run(
        command, cwd=project, env=environment(), capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["deploy"], "chalice deploy: run: python3 dev.py deploy --stage dev "),
        (["deploy", "--stage", "prod"], "chalice deploy: run: python3 dev.py deploy --stage prod "),
        (["package", "out", "--stage=dev"], "cd .porchlight/release/dev && chalice package --stage dev OUT"),
        (["dev", "plan"], "chalice plan: run: python3 dev.py deploy --stage dev, "),
        (["local"], "chalice local: this needs the tables of the local run; start it first: python3 dev.py run"),
        (["local", "--no-autoreload"], "start it first: python3 dev.py run"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_command_that_dev_py_must_run_is_refused_in_one_line_and_creates_nothing(
    clone: Path, arguments: list[str], message: str
) -> None:
    done = chalice(clone, *arguments)
    assert message in done.stderr
    assert (done.stdout + done.stderr).count("\n") == 1
    assert done.returncode == 2 or arguments == ["local"]  # the reloader of `chalice local` drops its child's code
    assert [path.name for path in (clone / ".chalice").iterdir()] == ["config.json"]
    assert not (clone / "out").exists()


def test_the_app_can_be_imported_without_settings(clone: Path) -> None:
    script = "import app; print(len(app.app.routes))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=clone, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


def test_a_call_without_settings_names_the_missing_one_and_uses_no_table(clone: Path) -> None:
    script = "from chalicelib.storage import sites; sites.get('default', strong=True)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=clone, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "NotConfigured: PORCHLIGHT_TABLE_PREFIX is not set" in done.stderr.splitlines()[-1]


def test_chalice_local_uses_the_tables_of_the_local_run(project: Path, running: LocalRun) -> None:
    port = free_port()
    # Chalice's reloader restarts at each change of a file below the project: the database of the local run is there.
    command = [CHALICE, "local", "--no-autoreload", "--port", str(port)]
    with (project / "local.log").open("wb") as log:
        process = start(command, cwd=project, env=environment(), stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}/admin/session"
        body = json.dumps({"email": running.admin_email, "password": running.admin_password}).encode()
        call = urllib.request.Request(address, body, {"Content-Type": "application/json"})
        with send(call, project / "local.log") as response:
            assert json.load(response)["admin"]["email"] == running.admin_email
    finally:
        stop([process])


def send(call: urllib.request.Request, log: Path) -> "urllib.request._UrlopenRet":
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return urllib.request.urlopen(call, timeout=30)
        except urllib.error.HTTPError as refusal:
            raise AssertionError(refusal.read()) from None
        except OSError:
            assert time.monotonic() < deadline, log.read_text(encoding="utf-8")
            time.sleep(0.1)


def test_chalice_local_on_the_port_of_the_local_run_suggests_another(project: Path, running: LocalRun) -> None:
    done = chalice(project, "local", "--port", str(running.origins.port))
    assert f"port {running.origins.port} is in use" in done.stderr
    assert (done.stdout + done.stderr).count("\n") == 1
