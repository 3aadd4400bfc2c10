"""Pages with much to show: a conversation of 10,000 messages in the panel and in the dashboard, an inbox of 10,000 open
conversations. The page gets these from the bench."""

import time
from itertools import pairwise

from playwright.sync_api import Browser, Page, expect

from devtools.bench.figures import Values
from devtools.bench.pages.heap import heap
from devtools.bench.pages.long_inbox import LongInbox
from devtools.bench.pages.long_log import LongLog
from devtools.bench.pages.long_tasks import longest_task
from devtools.bench.pages.people import DESKTOP, LONG_MS, PHONE, Admin, Visitor, click_on, evaluate, new_page, when
from devtools.bench.pages.people import ROWS as FIRST_ROW
from devtools.local_run.origins import Origins

OPENINGS = 25
SCROLLS, SCROLL_PIXELS = 25, 1_200
PER_PAGE = 250  # conversations; the server gives at most fifty, which would take longer


def log(browser: Browser, origins: Origins, messages: int) -> list[Values]:
    return [*in_panel(browser, origins, messages), *in_dashboard(browser, origins, messages)]


def in_panel(browser: Browser, origins: Origins, messages: int) -> list[Values]:
    visitor = Visitor(new_page(browser, PHONE), origins)
    page, many = visitor.page, f"panel, {messages:,} messages"
    visitor.visit()
    rows = held("the shop's page, panel closed", page)
    visitor.open()
    visitor.write()
    rows += held("panel, one message", page)
    long = LongLog(page, messages)
    visitor.visit()
    long.wait_until_complete()
    page.wait_for_load_state("networkidle")
    visitor.close()
    opening = longest_task(browser, page, click_on(visitor.launcher, visitor.last_is(messages)))
    rows += held(many, page)
    for _ in range(OPENINGS):
        visitor.close()
        visitor.open()
    rows += held(f"{many}, opened {OPENINGS} times more", page)
    long.length += 1
    arriving = longest_task(browser, page, lambda: when(page, visitor.last_is(long.length)))
    page.context.close()
    return [
        *rows,
        Values(f"longest task: {many}, opening it", [opening]),
        Values(f"longest task: {many}, one more arrives", [arriving]),
    ]


def in_dashboard(browser: Browser, origins: Origins, messages: int) -> list[Values]:
    admin = Admin(new_page(browser, DESKTOP), origins)
    page, many = admin.page, f"dashboard, {messages:,} messages"
    admin.visit()
    admin.sign_in()
    rows = held("dashboard, the inbox", page)
    long = LongLog(page, messages, admin=True)

    opening = longest_task(browser, page, click_on(admin.rows.first, admin.last_is(messages)))
    rows += held(many, page)
    long.length += 1
    arriving = longest_task(browser, page, lambda: when(page, admin.last_is(long.length)))
    page.context.close()
    return [
        *rows,
        Values(f"longest task: {many}, loading and opening it", [opening]),
        Values(f"longest task: {many}, one more arrives", [arriving]),
    ]


def inbox(browser: Browser, origins: Origins, conversations: int) -> list[Values]:
    admin = Admin(new_page(browser, DESKTOP), origins)
    page, many = admin.page, f"{conversations:,} open conversations"
    admin.visit()
    admin.sign_in()
    long = LongInbox(page, conversations, PER_PAGE)
    page.reload(wait_until="commit")
    rows = [Values(f"{many}: until the first ones can be used", [when(page, FIRST_ROW)])]
    admin.rows.first.focus()
    loading = longest_task(browser, page, lambda: load_all(page, long))
    rows += held(f"{many}, all loaded", page)
    page.keyboard.press("Home")
    page.locator(".inbox-scroll").hover()
    expect(page.get_by_role("navigation", name="Conversations").get_by_role("listitem").first).to_have_attribute(
        "aria-posinset", "1"
    )
    scrolled = longest_task(browser, page, lambda: scroll(page), settled_ms=200)
    rows += [
        Values(f"{many}: rows in the page", [float(admin.rows.count())], ""),
        Values(f"longest task: {many}, loading all of them", [loading]),
        Values(f"longest task: {many}, scrolling", [scrolled]),
        *frames(page, f"{many}: between two frames while scrolling"),
    ]
    page.context.close()
    return rows


def load_all(page: Page, inbox: LongInbox) -> None:
    """The end of the list loads the next page, until there is none."""
    deadline = time.monotonic() + LONG_MS / 1000
    while inbox.served < inbox.count and time.monotonic() < deadline:
        page.keyboard.press("End")
        page.wait_for_timeout(20)
    when(page, f"() => document.querySelector('.inbox-place[aria-setsize=\"{inbox.count}\"]')")


def scroll(page: Page) -> None:
    for _ in range(SCROLLS):
        page.mouse.wheel(0, SCROLL_PIXELS)
        page.wait_for_timeout(20)


def frames(page: Page, what: str) -> list[Values]:
    """Milliseconds between the frames while the list scrolls, by the page's clock."""
    start = """{
        bench.frames = [];
        const next = (at) => { bench.frames.push(at); bench.scrolling && requestAnimationFrame(next); };
        bench.scrolling = true;
        requestAnimationFrame(next);
    }"""
    evaluate(page, start)
    scroll(page)
    times: list[float] = evaluate(page, "bench.scrolling = false; bench.frames")
    return [Values(what, [later - earlier for earlier, later in pairwise(times)])]


def held(state: str, page: Page) -> list[Values]:
    megabytes, nodes = heap(page)
    return [Values(f"memory: {state}", [megabytes], "MB"), Values(f"nodes: {state}", [float(nodes)], "")]
