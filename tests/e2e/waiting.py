"""Waits for what a page comes to, where Playwright's `expect` has no word for it."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

WITHIN_SECONDS = 20  # long enough for a busy machine


def wait_until(
    page: Page,
    condition: Callable[[], object],
    state: Callable[[], object] = lambda: None,
    within: float = WITHIN_SECONDS,
) -> None:
    """Asks again and again; the page's events are handled meanwhile. `state`: what is shown if it fails."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, state()
        page.wait_for_timeout(50)


def becomes_true(page: Page, script: str) -> None:
    """Playwright's `wait_for_function` asks inside the page, whose content security policy refuses it."""
    wait_until(page, lambda: page.evaluate(script), lambda: script)
