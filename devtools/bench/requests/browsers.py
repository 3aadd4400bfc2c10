"""Two browsers that run the same scripts: Chromium through Playwright, and Firefox through WebDriver BiDi."""

import json
import shutil
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser as PlaywrightBrowser
from playwright.sync_api import Page as PlaywrightPage
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from devtools.bench.pages.browser import chromium as running_chromium
from devtools.ports import free_port

SCRIPTS = Path(__file__).parents[3] / "tests" / "e2e" / "scripts"
REFUSED_SOCKET = (SCRIPTS / "refused_socket.js").read_text(encoding="utf-8")
START_SECONDS = 60.0


class Page(ABC):
    """A window with its own storage."""

    @abstractmethod
    def visit(self, url: str) -> None: ...

    @abstractmethod
    def run(self, script: str) -> str:
        """Runs the body of an async function in the page, and returns its result as text."""


class Chromium:
    name = "Chromium"

    def __init__(self, browser: PlaywrightBrowser) -> None:
        self.browser = browser
        self.version = browser.version

    @contextmanager
    def page(self, *, without_socket: bool = False) -> Iterator[Page]:
        context = self.browser.new_context()
        if without_socket:
            context.add_init_script(REFUSED_SOCKET)
        yield ChromiumPage(context.new_page())
        context.close()


class ChromiumPage(Page):
    def __init__(self, page: PlaywrightPage) -> None:
        self.page = page

    def visit(self, url: str) -> None:
        self.page.goto(url)

    def run(self, script: str) -> str:
        return str(self.page.evaluate(f"(async () => {{ {script} }})()") or "")


class Firefox:
    name = "Firefox"

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.commands = 0
        self.version = str(self.send("session.new", capabilities={})["capabilities"]["browserVersion"])

    def send(self, method: str, **parameters: Any) -> Any:
        self.commands += 1
        self.connection.send(json.dumps({"id": self.commands, "method": method, "params": parameters}))
        while True:
            response = json.loads(self.connection.recv(timeout=60))
            if response.get("id") == self.commands:
                break
        if response["type"] == "error":
            raise RuntimeError(f"{method}: {response['message']}")
        return response["result"]

    @contextmanager
    def page(self, *, without_socket: bool = False) -> Iterator[Page]:
        user = self.send("browser.createUserContext")["userContext"]
        window = self.send("browsingContext.create", type="window", userContext=user)["context"]
        if without_socket:
            self.send("script.addPreloadScript", functionDeclaration=f"() => {{ {REFUSED_SOCKET} }}", contexts=[window])
        yield FirefoxPage(self, window)
        self.send("browsingContext.close", context=window)
        self.send("browser.removeUserContext", userContext=user)


class FirefoxPage(Page):
    def __init__(self, firefox: Firefox, window: str) -> None:
        self.firefox = firefox
        self.window = window

    def visit(self, url: str) -> None:
        self.firefox.send("browsingContext.navigate", context=self.window, url=url, wait="complete")

    def run(self, script: str) -> str:
        expression, target = f"(async () => {{ {script} }})()", {"context": self.window}
        done = self.firefox.send("script.evaluate", expression=expression, target=target, awaitPromise=True)
        if done["type"] == "exception":
            raise RuntimeError(done["exceptionDetails"]["text"])
        return str(done["result"].get("value", ""))


@contextmanager
def chromium() -> Iterator[Chromium]:
    with running_chromium() as browser:
        yield Chromium(browser)


@contextmanager
def firefox() -> Iterator[Firefox | None]:
    """Starts the installed Firefox. Yields None if there is none."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        yield None
        return
    port = free_port()
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-remote", "--profile", profile, f"--remote-debugging-port={port}"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen([program, *options, "about:blank"], **quiet)  # type: ignore[call-overload]
        try:
            with connection_to(f"ws://127.0.0.1:{port}/session") as connection:
                yield Firefox(connection)
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def connection_to(address: str) -> Iterator[ClientConnection]:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            connection = connect(address, max_size=None, proxy=None)
            break
        except (OSError, WebSocketException):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
    with connection:
        yield connection
