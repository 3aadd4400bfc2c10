"""How long the widget keeps a slow phone busy:

    python -m tests.e2e.longest_tasks http://localhost:8000/ --runs 5 --messages 10000 --phone

Prints the longest task of the page's main thread for each step: its CPU time, multiplied by four for a slow phone.
A clock would measure what else this machine does. The empty page and the page without the widget show what is the
browser's own.
"""

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import chromium
from tests.e2e.long_log import LongLog
from tests.e2e.widget_page import WidgetPage

SLOWER = 4
SETTLED_MS = 1_500
LOADED_SECONDS = 60
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


def main(shop: str, runs: int, messages: int, phone: bool) -> None:
    longest: dict[str, list[float]] = defaultdict(list)
    with chromium() as browser:
        for _ in range(runs):
            for step, milliseconds in journey(browser, shop, messages, PHONE if phone else {}):
                longest[step].append(milliseconds)
    for step, all_runs in longest.items():
        print(f"{step:24} {statistics.median(all_runs):6.1f} ms  ({', '.join(f'{each:.0f}' for each in all_runs)})")


def journey(browser: Browser, shop: str, messages: int, screen: dict[str, Any]) -> list[tuple[str, float]]:
    context = browser.new_context(permissions=["local-network-access"], **screen)
    page = context.new_page()
    widget = WidgetPage(page, shop)
    steps = []

    def step(name: str, act: Callable[[], object]) -> None:
        steps.append((name, longest_task(browser, page, act)))

    step("an empty page", lambda: page.goto(f"{shop}robots.txt"))
    page.route("**/porchlight.js*", lambda route: route.abort())
    step("the page without it", lambda: page.goto(shop))
    page.unroute("**/porchlight.js*")
    step("the page with it", widget.visit)
    step("opening the panel", widget.open)
    widget.write("Is the blue kettle in stock?")
    expect(widget.log.messages.first).to_have_attribute("data-status", "sent")
    log = LongLog(page, messages)
    widget.close()
    step(f"{messages:,} messages load", lambda: loads(widget, log))
    step("opening them", widget.open)
    log.length += 1
    step("a new message", lambda: expect(widget.log.message(f"[{log.length}]")).to_be_attached(timeout=30_000))
    context.close()
    return steps


def loads(widget: WidgetPage, log: LongLog) -> None:
    """The panel is closed: nothing of it can be seen or found by its role."""
    widget.visit()
    deadline = time.monotonic() + LOADED_SECONDS
    while not log.complete:
        assert time.monotonic() < deadline, f"{log.seen} messages were loaded"
        widget.page.wait_for_timeout(50)


def longest_task(browser: Browser, page: Page, act: Callable[[], object]) -> float:
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    act()
    page.wait_for_timeout(SETTLED_MS)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    main_threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    durations = [
        event["tdur"]
        for event in events
        if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in main_threads and "tdur" in event
    ]
    return max(durations) * SLOWER / 1000


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("shop")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--phone", action="store_true")
    main(**vars(parser.parse_args()))
