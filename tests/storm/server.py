"""The real server: DynamoDB Local on disk, and gateways in front of it that can be killed and started again."""

import asyncio
import random
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from devtools import engine
from devtools.places import PAGES, ROOT
from devtools.ports import free_port
from devtools.processes import signal_group, start, stop
from tests.storm.store_proxy import StoreProxy

START_SECONDS = 60.0


@dataclass
class Gateway:
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    up: bool = False

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"


@dataclass
class Server:
    """Several gateways, as there are several Lambdas: sockets live in one of them, requests go to any."""

    folder: Path
    traces: Path
    gateways: list[Gateway]
    socket_max_seconds: float
    random: random.Random
    store: engine.Engine | None = None
    store_proxy: StoreProxy | None = None
    store_proxy_port: int = field(default_factory=free_port)
    restarts: int = 0

    def start_store(self) -> engine.Engine:
        self.store = engine.launch(self.folder / "tables", free_port(), self.traces / "dynamodb.log")
        engine.wait_until_up(self.store)
        return self.store

    async def start(self) -> None:
        for gateway in self.gateways:  # one after the other: the first makes the tables and the signing key
            await self.launch(gateway)

    async def launch(self, gateway: Gateway) -> None:
        assert self.store_proxy is not None
        options = {
            "port": gateway.port,
            "dynamodb": f"http://127.0.0.1:{self.store_proxy_port}",
            "pages": PAGES,
            "state": self.folder,
            "socket-max-seconds": self.socket_max_seconds,
            "log-level": "WARNING",
        }
        given = [f"--{name}={value}" for name, value in options.items()]
        command = [sys.executable, "-m", "devserver", "--again", *given]
        self.store_proxy.calm += 1  # preparing tables and accounts is not what is tested
        try:
            with (self.traces / "gateway.log").open("ab") as log:
                gateway.process = start(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
            await self.wait_until_up(gateway)
        finally:
            self.store_proxy.calm -= 1

    async def wait_until_up(self, gateway: Gateway) -> None:
        assert gateway.process is not None
        async with aiohttp.ClientSession() as client:
            for _ in range(int(START_SECONDS / 0.1)):
                try:
                    async with client.get(gateway.address):
                        gateway.up = True
                        return
                except aiohttp.ClientError:
                    await asyncio.sleep(0.1)
                if gateway.process.poll() is not None:
                    break
        raise RuntimeError(f"The gateway does not start:\n{(self.folder / 'gateway.log').read_text()[-2000:]}")

    def choose(self) -> str:
        """Returns the address of a gateway, of one that is up if there is any."""
        up = [gateway for gateway in self.gateways if gateway.up] or self.gateways
        return self.random.choice(up).address

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
