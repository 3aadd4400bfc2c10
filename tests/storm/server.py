"""The real server: DynamoDB Local on disk, and gateways that can be killed and restarted."""

import asyncio
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from chalicelib.realtime import fanout
from devtools.folders import PAGES, ROOT
from devtools.local_run.origins import Origins
from devtools.ports import free_port, free_row
from devtools.processes import signal_group, start, stop
from devtools.setup import dynamodb_local
from tests.storm.store_proxy import StoreProxy

START_SECONDS = 60.0
START_TRIES = 5


@dataclass
class Gateway:
    origins: Origins = field(default_factory=lambda: Origins(free_row()))
    process: "subprocess.Popen[bytes] | None" = None
    up: bool = False
    small: int = fanout.SMALL  # sockets, at most, of an audience that is not handed over


@dataclass
class Server:
    """Several gateways, like several Lambdas. A socket belongs to one of them; requests go to any."""

    folder: Path
    traces: Path
    gateways: list[Gateway]
    socket_max_seconds: float
    random: random.Random
    store: dynamodb_local.DynamoDBLocal | None = None
    store_proxy: StoreProxy | None = None
    store_proxy_port: int = field(default_factory=free_port)
    restarts: int = 0

    @property
    def log(self) -> Path:
        return self.traces / "gateway.log"

    @property
    def counts(self) -> Path:
        return self.traces / "gateway_counts"

    def start_store(self) -> dynamodb_local.DynamoDBLocal:
        self.store = dynamodb_local.launch(self.folder / "tables", free_port(), self.traces / "dynamodb.log")
        dynamodb_local.wait_until_up(self.store)
        return self.store

    async def start(self) -> None:
        for gateway in self.gateways:  # one after the other: the first creates the tables and the signing key
            await self.launch(gateway)

    async def launch(self, gateway: Gateway) -> None:
        assert self.store_proxy is not None
        options = {
            "port": gateway.origins.port,
            "dynamodb": f"http://127.0.0.1:{self.store_proxy_port}",
            "pages": PAGES,
            "state": self.folder,
            "socket-max-seconds": self.socket_max_seconds,
            "log-level": "WARNING",
        }
        given = [f"--{name}={value}" for name, value in options.items()]
        command = [
            sys.executable,
            *("-m", "tests.storm.gateway", str(self.counts), str(gateway.small)),
            *("--again", *given),
        ]
        self.store_proxy.calm += 1  # no faults while it prepares tables and accounts
        try:
            for _ in range(START_TRIES):
                with self.log.open("ab") as log:
                    gateway.process = start(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
                if await self.is_up(gateway):
                    return
                stop([gateway.process])  # the database was unreachable when it started; try again
        finally:
            self.store_proxy.calm -= 1
        raise RuntimeError(f"The gateway does not start:\n{self.log.read_text()[-2000:]}")

    async def is_up(self, gateway: Gateway) -> bool:
        assert gateway.process is not None
        deadline = time.monotonic() + START_SECONDS
        async with aiohttp.ClientSession() as client:
            while time.monotonic() < deadline and gateway.process.poll() is None:
                try:
                    async with client.get(gateway.origins.shop):
                        gateway.up = True
                        return True
                except aiohttp.ClientError:
                    await asyncio.sleep(0.1)
        return False

    def choose(self) -> str:
        """Returns the API's origin of a random gateway, one that is up if possible."""
        up = [gateway for gateway in self.gateways if gateway.up] or self.gateways
        return f"http://{self.random.choice(up).origins.api_host}"

    async def kill_and_start(self, gateways: list[Gateway]) -> None:
        for gateway in gateways:
            assert gateway.process is not None
            gateway.up = False
            signal_group(gateway.process, 9)
            gateway.process.wait()
            self.restarts += 1
        for gateway in gateways:
            await self.launch(gateway)

    def stop(self) -> None:
        stop([gateway.process for gateway in self.gateways if gateway.process])
        if self.store:
            stop([self.store.process])
