"""A line to the API on which calls fail while the test says so, and which tries again as the pages do."""

import json
import random
import time
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.1


class Refused(Exception):
    """The server has refused a call for good."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Network:
    """What is between the callers and the API. `trouble`: the share of calls that fail."""

    def __init__(self, api: str, shop: str, seed: int) -> None:
        self.api, self.shop, self.seed = api, shop, seed
        self.trouble = 0.0
        self.failed = 0

    def line(self, name: str) -> "Line":
        return Line(self, random.Random(f"{self.seed}/{name}"))


class Line:
    """One caller's. Its failures depend on the seed and on the caller's name only."""

    def __init__(self, network: Network, choice: random.Random) -> None:
        self.network, self.choice = network, choice

    def call(self, method: str, path: str, body: dict[str, Any], token: str | None = None) -> Any:
        """Tries again until the server has accepted or refused it. Raises `Refused`."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = self.attempt(method, path, body, token)
            if answer is not None:
                return answer
            assert time.monotonic() < deadline, f"{method} {path} finds no answer"
            time.sleep(PAUSE_SECONDS)

    def attempt(self, method: str, path: str, body: dict[str, Any], token: str | None) -> Any:
        """None: it may succeed later. A third of the calls that fail have reached the server, and only the answer is
        lost."""
        fails = self.choice.random() < self.network.trouble
        self.network.failed += fails
        if fails and self.choice.random() < 2 / 3:
            return None
        headers = {"Content-Type": "application/json", "Origin": self.network.shop}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = Request(f"{self.network.api}{path}", json.dumps(body).encode(), headers, method=method)
        try:
            with urlopen(request, timeout=20) as received:
                answer = json.load(received)
        except HTTPError as error:
            if error.code >= 500 or error.code == 429:
                return None
            raise Refused(json.load(error)["error"]["code"]) from None
        except (URLError, OSError):
            return None  # the server is away
        return None if fails else answer
