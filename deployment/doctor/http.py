"""One HTTP call, as a page or a stranger makes it. Nothing is retried: what fails once is worth a line."""

import json
import os
import ssl
import time
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from botocore.httpsession import where

SECONDS = 15.0  # for a call, a cold start included


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: dict[str, str]  # names in lower case
    text: str
    seconds: float

    @property
    def body(self) -> Any:
        """The JSON that came, or None."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None

    @property
    def code(self) -> str | None:
        """Of a refusal in Porchlight's shape."""
        error = self.body.get("error") if isinstance(self.body, dict) else None
        return error.get("code") if isinstance(error, dict) else None

    @property
    def short(self) -> str:
        """For people, and without a token that an answer may hold."""
        said = self.code or " ".join(self.text.split())[:80]
        return f"{self.status} {said}" if self.status >= 400 else str(self.status)


def ask(
    method: str,
    url: str,
    body: Any = None,
    *,
    token: str | None = None,
    origin: str | None = None,
    seconds: float = SECONDS,
    **more: str,
) -> Reply:
    """A POST is sent as pages send it, without a preflight: docs/protocol.md. Redirects are not followed.

    `body`: a value to send as JSON. Header names: `_` for `-`.
    """
    headers = {name.replace("_", "-"): value for name, value in more.items()}
    if origin is not None:
        headers["Origin"] = origin
    if method == "POST":
        headers["Content-Type"] = "text/plain;charset=UTF-8"
        body = {**(body or {}), **({} if token is None else {"token": token})}
    elif token is not None:
        headers["Authorization"] = f"Bearer {token}"
    sent = None if body is None else json.dumps(body).encode()
    began = time.perf_counter()
    answer = pool(proxy_for(url)).request(method, url, body=sent, headers=headers, redirect=False, timeout=seconds)
    took = time.perf_counter() - began
    received = {name.lower(): value for name, value in answer.headers.items()}
    return Reply(answer.status, received, answer.data.decode(errors="replace"), took)


@cache
def pool(proxy: str | None) -> urllib3.PoolManager:
    if proxy:
        return urllib3.ProxyManager(proxy, retries=False, ssl_context=trusting())
    return urllib3.PoolManager(retries=False, ssl_context=trusting())


def proxy_for(url: str) -> str | None:
    """The way out of this network, if the environment names one; sockets go the same way as calls."""
    address = urlsplit(url)
    scheme = "https" if address.scheme in ("https", "wss") else "http"
    return None if proxy_bypass(address.hostname or "") else getproxies().get(scheme)


@cache
def trusting() -> ssl.SSLContext:
    """With the authorities that the AWS client knows besides: some Pythons know none."""
    context = ssl.create_default_context()
    context.load_verify_locations(os.environ.get("AWS_CA_BUNDLE") or where())
    return context
