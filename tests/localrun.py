"""A local run for tests, which can be stopped, killed and restarted."""

import http.client
import subprocess
import sys
import time
from pathlib import Path

from devtools.folders import PAGES, ROOT
from devtools.local_run.origins import Origins
from devtools.ports import free_port, free_row
from devtools.processes import signal_group, start, stop
from devtools.setup import dynamodb_local

START_SECONDS = 120.0


class LocalRun:
    """A gateway and its database, with a data folder that outlives them."""

    admin_email = "maya@example.com"
    admin_password = "correct horse battery staple"

    def __init__(self, folder: Path, **options: float) -> None:
        """`options` are options of the gateway, for example socket_idle_seconds=2."""
        self.folder = folder
        self.options = options
        self.origins = Origins(free_row())
        self.store: dynamodb_local.DynamoDBLocal | None = None
        self.gateway: subprocess.Popen[bytes] | None = None

    @property
    def shop(self) -> str:
        """The origin of a page that embeds the widget."""
        return self.origins.shop

    @property
    def pages(self) -> str:
        """The origin of the widget's and the dashboard's files."""
        return self.origins.pages

    @property
    def api(self) -> str:
        """The base URL of calls, with the stage."""
        return self.origins.api

    @property
    def mail(self) -> str:
        """The mailbox."""
        return self.origins.mail

    @property
    def socket(self) -> str:
        return self.origins.socket

    def start(self) -> None:
        self.store = dynamodb_local.launch(self.folder / "tables", free_port(), self.folder / "dynamodb.log")
        dynamodb_local.wait_until_up(self.store)
        self.start_gateway()

    def start_gateway(self) -> None:
        assert self.store is not None
        options = {
            "port": self.origins.port,
            "dynamodb": self.store.address,
            "pages": PAGES,
            "state": self.folder,
            "admin-email": self.admin_email,
            "admin-password": self.admin_password,
            "schedule-late": 0,
            "recent-seconds": 0,  # on AWS a minute: docs/local-run.md
            **{name.replace("_", "-"): value for name, value in self.options.items()},
        }
        command = [
            sys.executable,
            "-m",
            "devtools.local_run",
            *(f"--{name}={value}" for name, value in options.items()),
        ]
        with (self.folder / "gateway.log").open("ab") as log:
            self.gateway = start(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        self.wait_until_up(self.gateway)

    def wait_until_up(self, gateway: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and gateway.poll() is None:
            connection = http.client.HTTPConnection("localhost", self.origins.port, timeout=1)
            try:
                connection.request("GET", "/")
                connection.getresponse()
                return
            except OSError:
                time.sleep(0.05)
            finally:
                connection.close()
        raise AssertionError(f"The gateway does not start:\n{(self.folder / 'gateway.log').read_text()}")

    def stop(self, *, kill: bool = False) -> None:
        """Stops the gateway, then the database. `kill`: without a chance to close its sockets."""
        self.stop_gateway(kill=kill)
        if self.store is not None:
            stop([self.store.process])
            self.store = None

    def stop_gateway(self, *, kill: bool = False) -> None:
        if self.gateway is None:
            return
        if kill:
            signal_group(self.gateway, 9)
        stop([self.gateway])
        self.gateway = None

    def restart(self, *, kill: bool = False) -> None:
        self.stop(kill=kill)
        self.start()
