"""A visitor's and an admin's page, as far as the measurements need them."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from devtools.bench.black_box.stack import EMAIL, PASSWORD
from devtools.local_run.origins import Origins

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
LONG_MS = 60_000
TEXT = "Is the blue kettle in stock?"

# Called before each page's own scripts. `bench.when(find)` resolves with the time at which an element is there and the
# page has drawn it and has nothing to do for a moment.
SCRIPT = """
globalThis.bench = {
  panel: () => document.querySelector("porchlight-chat")?.shadowRoot,
  when: (find) =>
    new Promise((resolve) => {
      const drawn = () => setTimeout(() => resolve(performance.now()));
      const look = () => requestAnimationFrame(find() ? drawn : look);
      look();
    }),
};
"""
LAUNCHER = "() => bench.panel()?.querySelector('.launcher')"
PANEL = "() => bench.panel()?.querySelector('textarea')"
ROWS = "() => document.querySelector('[data-conversation]')"
SIGN_IN = "() => document.querySelector('form')"
THREAD = "() => document.querySelector('section.thread textarea')"
ROW = "[data-conversation]"


def new_page(browser: Browser, screen: dict[str, Any], slower: int = 1) -> Page:
    """A page in a context of its own. `slower`: how much slower its processor is than this machine's."""
    context = browser.new_context(
        permissions=["local-network-access"], service_workers="block", reduced_motion="reduce", **screen
    )
    context.add_init_script(SCRIPT)
    page = context.new_page()
    page.set_default_timeout(LONG_MS)
    if slower > 1:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page


def evaluate(page: Page, script: str) -> Any:
    """What a script answers in the page. Playwright's own `evaluate` and `expect` run large scripts there: after a look
    in vain, `expect` describes the whole page, in a task that would be measured as the page's."""
    session = page.context.new_cdp_session(page)
    answer = session.send("Runtime.evaluate", {"expression": script, "awaitPromise": True, "returnByValue": True})
    session.detach()
    assert "exceptionDetails" not in answer, answer
    return answer["result"].get("value")


def when(page: Page, find: str) -> float:
    """Milliseconds from the beginning of the page's load until an element is there and drawn."""
    return float(evaluate(page, f"bench.when({find})"))


def after_click(page: Page, click: str, find: str) -> float:
    """Milliseconds from a click on one element until another one is there and drawn."""
    script = f"""(async () => {{
        const target = ({click})(), clicked = performance.now();
        target.click();
        return (await bench.when({find})) - clicked;
    }})()"""
    return float(evaluate(page, script))


def click_on(target: Locator, find: str) -> Callable[[], float]:
    """A click of the mouse, and until an element is there. Playwright's scripts find out now where to click."""
    page = target.page
    box = target.bounding_box()
    assert box, target
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def click() -> float:
        page.mouse.click(x, y)
        return when(page, find)

    return click


class Visitor:
    """On the page of the shop."""

    def __init__(self, page: Page, origins: Origins) -> None:
        self.page, self.url = page, origins.shop
        self.panel = page.locator("porchlight-chat")
        self.messages = self.panel.locator("article")

    def visit(self) -> None:
        self.page.goto(self.url)
        expect(self.panel.locator(".launcher")).to_be_visible(timeout=LONG_MS)

    @property
    def launcher(self) -> Locator:
        return self.panel.locator(".launcher")

    def open(self) -> None:
        self.launcher.click()
        expect(self.panel.locator("textarea")).to_be_visible(timeout=LONG_MS)

    def close(self) -> None:
        self.page.evaluate("Porchlight.close()")
        expect(self.panel.locator("textarea")).to_be_hidden()

    def write(self) -> None:
        box = self.panel.locator("textarea")
        box.fill(TEXT)
        box.press("Enter")
        expect(self.messages.first).to_have_attribute("data-status", "sent", timeout=LONG_MS)

    def last_is(self, number: int) -> str:
        return last_is("bench.panel()", number)


class Admin:
    """On the dashboard."""

    def __init__(self, page: Page, origins: Origins) -> None:
        self.page, self.url = page, f"{origins.pages}/admin/"
        self.rows = page.locator(ROW)

    def visit(self) -> None:
        self.page.goto(self.url)

    def sign_in(self) -> None:
        self.page.get_by_label("Email").fill(EMAIL)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.rows.first).to_be_visible(timeout=LONG_MS)

    def reload(self) -> None:
        self.page.reload()
        when(self.page, ROWS)

    def open_first(self) -> None:
        self.rows.first.click()
        expect(self.page.locator("section.thread textarea")).to_be_visible(timeout=LONG_MS)

    def last_is(self, number: int) -> str:
        return last_is("document.querySelector('section.thread')", number)


def last_is(place: str, number: int) -> str:
    """Looks whether a message of a long log is the last one on the screen."""
    return f"() => {place}?.querySelector('article:last-of-type')?.textContent.includes('[{number}]')"
