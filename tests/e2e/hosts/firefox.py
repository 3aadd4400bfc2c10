"""Drives the installed Firefox by WebDriver BiDi, the W3C's protocol that Firefox speaks itself, without a driver.

Playwright drives only a Firefox of its own, which cannot be installed everywhere.
"""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

NAMES = ("firefox-esr", "firefox")
START_SECONDS = 60
ADDRESS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.chrome.site_icons": False,  # it asks for one at any time, and prints that a page's policy refuses it
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.active-protocols": 1,
    "toolkit.telemetry.enabled": False,
}


def find() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Firefox:
    """One session. `printed` has what pages have printed on the console."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.sent = 0
        self.printed: list[str] = []
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded"])

    def call(self, method: str, **params: Any) -> Any:
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=60))
            if answer.get("method") == "log.entryAdded":
                self.printed.append(f"{answer['params']['level']}: {answer['params']['text']}")
            if answer.get("id") == self.sent:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['message']}")
                return answer["result"]

    def visit(self, url: str) -> "Tab":
        tab = self.call("browsingContext.create", type="tab")["context"]
        self.call("browsingContext.navigate", context=tab, url=url, wait="complete")
        return Tab(self, tab)


class Tab:
    """A page, or the page in its frame."""

    def __init__(self, firefox: Firefox, context: str) -> None:
        self.firefox = firefox
        self.context = context

    def frame(self) -> "Tab":
        (tree,) = self.firefox.call("browsingContext.getTree", root=self.context)["contexts"]
        return Tab(self.firefox, tree["children"][0]["context"])

    def evaluate(self, function: str, *given: str) -> Any:
        """Calls a function that returns a text, a number, a boolean or null."""
        answer = self.firefox.call(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": each} for each in given],
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return answer["result"].get("value")

    def becomes_true(self, function: str, *given: str, seconds: float = 20) -> None:
        until = time.monotonic() + seconds
        while not self.evaluate(function, *given):
            if time.monotonic() > until:
                raise AssertionError(f"not within {seconds} seconds: {function} {given}")
            time.sleep(0.05)

    def click(self, x: float, y: float) -> None:
        steps: list[dict[str, Any]] = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.perform({"type": "pointer", "id": "mouse", "actions": steps})

    def press(self, keys: str) -> None:
        steps = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.perform({"type": "key", "id": "keyboard", "actions": steps})

    def perform(self, source: dict[str, Any]) -> None:
        self.firefox.call("input.performActions", context=self.context, actions=[source])

    def close(self) -> None:
        self.firefox.call("browsingContext.close", context=self.context)


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Starts Firefox without a window, with a new profile in this folder."""
    path = find()
    assert path, "Firefox is not installed (Debian's package is firefox-esr)."
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    log = profile / "firefox.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        with connect(f"{address_in(log, process)}/session", max_size=None) as socket:
            yield Firefox(socket)
    finally:
        process.terminate()
        process.wait(timeout=20)


def address_in(log: Path, process: "subprocess.Popen[bytes]") -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if found := ADDRESS.search(log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"Firefox did not start:\n{log.read_text(errors='replace')}")
