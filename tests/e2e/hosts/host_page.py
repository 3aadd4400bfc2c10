"""Host pages on an origin of their own, with the widget."""

import re
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, Route

from tests.e2e.widget_page import WidgetPage


@dataclass(frozen=True)
class Addresses:
    """The addresses that a host page needs."""

    host: str  # the host page's origin, which the site allows
    script: str
    api: str
    token: str


def addresses_of(local_run: Any) -> Addresses:
    with urllib.request.urlopen(local_run.shop) as answer:
        token = re.findall(r"pl_default_[0-9a-f]+", answer.read().decode())[0]
    host = local_run.shop.replace("localhost", "127.0.0.1")
    return Addresses(host, f"{local_run.pages}/widget/porchlight.js", local_run.api, token)


class HostPages:
    """Serves host pages to a browser page: `pages.visit("<body>…")`."""

    def __init__(self, page: Page, addresses: Addresses) -> None:
        self.page = page
        self.addresses = addresses
        self.bodies: dict[str, str] = {}
        page.route(re.compile(re.escape(f"{addresses.host}/host/")), self.serve)

    @property
    def tag(self) -> str:
        script, token, api = self.addresses.script, self.addresses.token, self.addresses.api
        return f'<script async src="{script}" data-token="{token}" data-api="{api}"></script>'

    def serve(self, route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1].partition("?")[0]
        # Navigation stays on the page's own origin. Unknown pages are empty.
        route.fulfill(body=self.bodies.get(name, ""), content_type="text/html; charset=utf-8")

    def add(self, name: str, markup: str) -> str:
        """Adds a page. `{tag}` in the markup becomes the script tag. Returns the page's URL."""
        self.bodies[name] = markup.replace("{tag}", self.tag)
        return f"{self.addresses.host}/host/{name}"

    def visit(self, markup: str) -> WidgetPage:
        """Opens a page with this markup, without waiting for the widget."""
        self.page.goto(self.add("page", f"<!doctype html><title>A page of somebody else</title>{markup}"))
        return WidgetPage(self.page, self.addresses.host)


MakeHost = Callable[..., HostPages]
