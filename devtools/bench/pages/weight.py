"""Bytes and requests of the pages: what a visitor loads before and after the click, and what an admin loads."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Request

from devtools.bench.figures import Values
from devtools.bench.pages import people
from devtools.bench.pages.people import DESKTOP, PHONE, Admin, Visitor, evaluate, new_page, when
from devtools.bench.quantities import FILES, REQUESTS
from devtools.local_run.origins import Origins

QUIET_MS = 1_500
SHIPPED = re.compile(r"\.(js|css)$")


class Load:
    """What a page has requested since the last look."""

    def __init__(self, page: Page, origins: Origins) -> None:
        self.page, self.origins = page, origins
        self.requests: list[Request] = []
        page.on("request", lambda request: self.requests.append(request))

    def take(self) -> tuple[list[Request], list[Request]]:
        """The requests of the shop's own files, and all others, the sockets not included."""
        self.page.wait_for_timeout(QUIET_MS)
        taken = [each for each in self.requests if "favicon" not in each.url and each.url.startswith("http")]
        self.requests.clear()
        shop = [each for each in taken if each.url.startswith(self.origins.shop)]
        return shop, [each for each in taken if each not in shop]

    def before(self, at: float) -> list[Request]:
        """Those of the page's and the API's requests that were made before a time, in milliseconds since 1970."""
        self.page.wait_for_timeout(QUIET_MS)
        before = [each for each in self.requests if each.timing["startTime"] <= at]
        self.requests = [each for each in self.requests if each not in before]
        return [each for each in before if "favicon" not in each.url and each.url.startswith("http")]

    def bytes(self, requests: list[Request]) -> int:
        """Of the pages' files, compressed. The answers of the API depend on what there is to show."""
        files = [each for each in requests if not each.url.startswith(self.origins.api)]
        return sum(compressed(body) for each in files if (body := body_of(each)))


def body_of(request: Request) -> bytes:
    response = request.response()
    return response.body() if response and response.ok else b""


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 9, mtime=0))


def measure(browser: Browser, origins: Origins, pages: Path) -> list[Values]:
    """`pages`: the folder of the built pages."""
    visitor, admin = Visitor(new_page(browser, PHONE), origins), Admin(new_page(browser, DESKTOP), origins)
    load = Load(visitor.page, origins)
    visitor.visit()
    shop, widget = load.take()
    rows = [*row("the shop's page without the widget", load, shop), *row("the widget, before the click", load, widget)]
    rows += step("the widget, opening the panel", load, visitor.open)
    rows += step("the widget, the first message", load, visitor.write)
    load = Load(admin.page, origins)
    admin.visit()
    at = started(admin.page) + when(admin.page, people.SIGN_IN)
    rows += row("the dashboard, until its sign-in can be used", load, load.before(at))
    rows += row("the dashboard, while the admin types the password", load, load.take()[1])
    # Watches from before: afterwards, the page may have loaded more before the driver looks.
    evaluate(admin.page, f"void (bench.usable = bench.when({people.ROWS}))")
    admin.sign_in()
    at = started(admin.page) + float(evaluate(admin.page, "bench.usable"))
    rows += row("the dashboard, from then until the inbox can be used", load, load.before(at))
    rows += row("the dashboard, afterwards, before anything is opened", load, load.take()[1])
    rows += step("the dashboard, opening a conversation", load, admin.open_first)
    for each in (visitor, admin):
        each.page.context.close()
    return [*rows, everything(pages / "widget"), everything(pages / "admin", "dashboard")]


def started(page: Page) -> float:
    """When the page's load began, in milliseconds since 1970."""
    return float(evaluate(page, "performance.timeOrigin"))


def step(what: str, load: Load, act: Callable[[], None]) -> list[Values]:
    act()
    return row(what, load, load.take()[1])


def row(what: str, load: Load, requests: list[Request]) -> list[Values]:
    return [
        Values(f"{what}: {REQUESTS}", [len(requests)], ""),
        Values(f"{what}: {FILES}", [load.bytes(requests) / 1000], "kB"),
    ]


def everything(folder: Path, name: str = "") -> Values:
    """All scripts and style sheets that a browser could ever load, in English."""
    files = [each for each in files_of(folder) if each.parent.name != "locales"]
    weight = sum(compressed(each.read_bytes()) for each in files)
    return Values(f"the {name or folder.name}, every part: {FILES}", [weight / 1000], "kB")


def files_of(folder: Path) -> list[Path]:
    return [each for each in sorted(folder.rglob("*")) if SHIPPED.search(each.name)]
