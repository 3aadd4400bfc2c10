"""An emulated AWS for tests: the emulator, a proxy to its addresses, and the commands of dev.py against it."""

import http.client
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import boto3

from devtools.folders import ROOT
from devtools.ports import free_port
from devtools.processes import start, stop
from devtools.setup import ministack
from tests.deploy.edge import Edge
from tests.deploy.internet import Internet

REGION = "us-east-1"
START_SECONDS = 60.0
COMMAND_SECONDS = 600.0
# The account's root keys, which may do everything.
ROOT_KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


class Cloud:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.edge = Edge(folder, REGION, self.port)
        self.internet = Internet(folder)
        self.emulator: subprocess.Popen[bytes] | None = None

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a user of this AWS, without this process's own AWS settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PORCHLIGHT_"))}
        own = {"AWS_ENDPOINT_URL": self.endpoint, "AWS_DEFAULT_REGION": REGION, "AWS_EC2_METADATA_DISABLED": "true"}
        return {**kept, **own, **ROOT_KEYS, **self.edge.environment}

    @property
    def architecture(self) -> str:
        """The emulator runs the functions on this machine, so they are deployed for its processor."""
        return "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"

    def start(self) -> None:
        self.edge.start()
        settings = {
            "GATEWAY_PORT": str(self.port),
            "BIND_HOST": "127.0.0.1",
            "AUTH": "true",  # policies are enforced
            "MINISTACK_HOST": f"{REGION}.amazonaws.com",  # the domain of the addresses that it gives
            "MINISTACK_REGION": REGION,
            "TMPDIR": str(self.folder),
            # Functions reach S3 by TLS: the policies of the buckets refuse everything else.
            "AWS_ENDPOINT_URL_S3": f"https://s3.{REGION}.amazonaws.com",
            **self.internet.environment,
        }
        command = [ministack.ensure(), Path(__file__).parent / "emulator" / "start.py"]
        with (self.folder / "emulator.log").open("wb") as log:
            self.emulator = start(
                command, cwd=self.folder, env={**self.environment, **settings}, stdout=log, stderr=subprocess.STDOUT
            )
        self.wait_until_up()

    def wait_until_up(self) -> None:
        assert self.emulator is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.emulator.poll() is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=1)
            try:
                connection.request("GET", "/_ministack/health")
                connection.getresponse()
                return
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()
        raise AssertionError(f"The emulator did not start:\n{self.log()}")

    def stop(self) -> None:
        if self.emulator is not None:
            stop([self.emulator])
        self.edge.stop()

    def log(self) -> str:
        return (self.folder / "emulator.log").read_text(encoding="utf-8", errors="replace")

    def run(self, *arguments: str, root: Path = ROOT, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Runs the unchanged dev.py of this checkout, or of another one, against the emulator."""
        command = [sys.executable, "dev.py", *arguments]
        environment = {**self.environment, **environment}
        return subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, timeout=COMMAND_SECONDS, check=False
        )

    def begin(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Starts dev.py without waiting for it."""
        with (self.folder / "begun.log").open("wb") as log:
            command = [sys.executable, "dev.py", *arguments]
            return start(command, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT)

    def rest_apis(self) -> list[str]:
        return [each["id"] for each in self.client("apigateway").get_rest_apis()["items"]]

    def socket_apis(self) -> list[str]:
        return sorted(each["Name"] for each in self.client("apigatewayv2").get_apis()["Items"])

    def client(self, service: str) -> Any:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, endpoint_url=self.endpoint, region_name=REGION, **keys)
