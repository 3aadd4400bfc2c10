"""The longest task of a page's main thread, in CPU time: a clock would measure what else this machine does."""

import json
from collections.abc import Callable

from playwright.sync_api import Browser, Page

SLOWER = 4  # than this machine: a slow phone
SETTLED_MS = 1_500


def longest_task(browser: Browser, page: Page, act: Callable[[], object], settled_ms: int = SETTLED_MS) -> float:
    """Milliseconds that the longest task takes a slow phone, while `act` runs and until the page has settled."""
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    act()
    page.wait_for_timeout(settled_ms)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    main_threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    durations: list[float] = [
        event["tdur"]
        for event in events
        if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in main_threads and "tdur" in event
    ]
    return max(durations) * SLOWER / 1000
