"""Downloads and runs DynamoDB Local, AWS's own emulator, from an npm package that contains it.

That package's dependencies are not installed.
"""

import base64
import hashlib
import http.client
import shutil
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from devtools.console import Problem, megabytes, step
from devtools.folders import LOGS, TOOLS
from devtools.ports import free_port
from devtools.processes import start, stop
from devtools.setup.node_packages import npm, with_node
from devtools.setup.python_packages import java
from devtools.tools import run_tool

PACKAGE = "amplify-dynamodb-simulator@2.9.30"
SHA512 = "xTeeRLvzEfqyd5lh3bH4c0kHvSHHmmhD5ZDsHFKAQ5g2Zl6JqlFdutaQhCLHzxEp6Ry1o7TB6niIoXuQAnSewQ=="
INSIDE = "package/emulator/"
FOLDER = TOOLS / "dynamodb-local-2.9.30"
START_SECONDS = 120.0


def ensure() -> None:
    """Downloads and unpacks DynamoDB Local, once."""
    if FOLDER.is_dir():
        return
    TOOLS.mkdir(parents=True, exist_ok=True)
    with step("DynamoDB Local") as shown, tempfile.TemporaryDirectory(dir=TOOLS) as temporary:
        shown.note("downloading 57 MB")
        archive = download(Path(temporary))
        check(archive)
        shown.note("unpacking")
        unpack(archive, Path(temporary) / "unpacked")
        shown.done_with = f"{megabytes(archive.stat().st_size)} downloaded"
        (Path(temporary) / "unpacked").replace(FOLDER)


def download(folder: Path) -> Path:
    run_tool(
        "DynamoDB Local could not be downloaded.",
        [*npm(), "pack", PACKAGE, "--pack-destination", folder],
        log="dynamodb-download.log",
        env=with_node(),
    )
    return next(folder.glob("*.tgz"))


def check(archive: Path) -> None:
    digest = hashlib.sha512(archive.read_bytes()).digest()
    if base64.b64encode(digest).decode() != SHA512:
        raise Problem("The download of DynamoDB Local is damaged: its checksum is wrong. Run the command again.")


def unpack(archive: Path, to: Path) -> None:
    """Unpacks only the emulator's folder, and only plain files that stay inside it."""
    with tarfile.open(archive) as tar:
        for member in tar:
            if not (member.isfile() and member.name.startswith(INSIDE)):
                continue
            path = to / member.name.removeprefix(INSIDE)
            if not path.resolve().is_relative_to(to.resolve()):
                raise Problem("The download of DynamoDB Local contains a file outside its folder.")
            path.parent.mkdir(parents=True, exist_ok=True)
            content = tar.extractfile(member)
            assert content is not None
            with content, path.open("wb") as file:
                shutil.copyfileobj(content, file)


@dataclass(frozen=True)
class DynamoDBLocal:
    """A running instance."""

    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def running(
    data: Path | None, *, port: int | None = None, log: Path = LOGS / "dynamodb.log", busy: bool = False
) -> Iterator[DynamoDBLocal]:
    """Runs it on a folder, or in memory. It listens on all interfaces and has no setting for that."""
    database = launch(data, port or free_port(), log, busy=busy)
    try:
        with step("DynamoDB Local starts") as shown:
            wait_until_up(database)
            shown.done_with = f"port {database.port}"
        yield database
    finally:
        stop([database.process])


def launch(data: Path | None, port: int, log: Path, *, busy: bool = False) -> DynamoDBLocal:
    """`busy`: it will get far more than 20,000 requests. The second compiler takes less time than it saves then: later
    requests take a third less."""
    storage: list[str | Path] = ["-inMemory"]
    if data is not None:
        data.mkdir(parents=True, exist_ok=True)
        storage = ["-dbPath", data.resolve()]
    log.parent.mkdir(parents=True, exist_ok=True)
    compilers = [] if busy else ["-XX:TieredStopAtLevel=1"]
    # Without a limit, the heap begins at a 64th of the machine's memory, and needs 90 MB more than this one without
    # being faster.
    heap = ["-Xms32m", "-Xmx512m", "-Xss512k"]
    options = ["-XX:+UseSerialGC", *compilers, *heap, "-Djava.library.path=./DynamoDBLocal_lib"]
    command = [java(), *options, "-jar", "DynamoDBLocal.jar", "-port", str(port), "-sharedDb", *storage]
    with log.open("wb") as file:
        return DynamoDBLocal(port, start(command, cwd=FOLDER, stdout=file, stderr=subprocess.STDOUT), log)


def wait_until_up(database: DynamoDBLocal) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if database.process.poll() is not None:
            break
        connection = http.client.HTTPConnection("127.0.0.1", database.port, timeout=1)
        try:
            connection.request("GET", "/")
            connection.getresponse()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        finally:
            connection.close()
    raise Problem(f"DynamoDB Local does not start. Its log: {database.log}")
