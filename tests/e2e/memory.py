"""What the widget keeps in memory: python -m tests.e2e.memory http://localhost:8000/ --messages 10000

Prints the page's JavaScript heap after a garbage collection, its elements and listeners: before the chat, with a long
conversation, and after the panel was opened and closed again and again, which must add nothing.
"""

import argparse

from playwright.sync_api import CDPSession, expect

from tests.e2e.browser import chromium
from tests.e2e.long_log import LongLog
from tests.e2e.longest_tasks import loads
from tests.e2e.widget_page import WidgetPage

ROUNDS = (5, 25, 50)


def main(shop: str, messages: int) -> None:
    with chromium() as browser:
        page = browser.new_context(permissions=["local-network-access"], reduced_motion="reduce").new_page()
        session = page.context.new_cdp_session(page)
        widget = WidgetPage(page, shop).visit()
        report(session, "the shop's page")
        widget.open()
        widget.write("Is the blue kettle in stock?")
        expect(widget.log.messages.first).to_have_attribute("data-status", "sent")
        page.wait_for_load_state("networkidle")
        report(session, "one message")
        log = LongLog(page, messages)
        widget.close()
        loads(widget, log)
        widget.open()
        expect(widget.log.message(f"[{messages}]")).to_be_visible()
        report(session, f"{messages:,} messages")
        done = 0
        for rounds in ROUNDS:
            for _ in range(rounds - done):
                page.evaluate("Porchlight.close()")
                expect(widget.panel).to_be_hidden()
                page.evaluate("Porchlight.open()")
                expect(widget.panel).to_be_visible()
            done = rounds
            report(session, f"opened {rounds} times more")


def report(session: CDPSession, state: str) -> None:
    used, elements, listeners = counted(session)
    print(f"{state:24} {used / 1_000_000:6.1f} MB  {elements:6} nodes  {listeners:4} listeners")


def counted(session: CDPSession) -> tuple[int, int, int]:
    """Bytes of the heap, nodes, and listeners, after what is not needed any more is gone."""
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    counters = session.send("Memory.getDOMCounters")
    return session.send("Runtime.getHeapUsage")["usedSize"], counters["nodes"], counters["jsEventListeners"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("shop")
    parser.add_argument("--messages", type=int, default=10_000)
    main(**vars(parser.parse_args()))
