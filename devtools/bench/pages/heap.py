"""What a page keeps in memory, after what it does not need any more is gone."""

from playwright.sync_api import Page


def heap(page: Page) -> tuple[float, int]:
    """Megabytes of JavaScript's heap, and the number of nodes."""
    session = page.context.new_cdp_session(page)
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    nodes = session.send("Memory.getDOMCounters")["nodes"]
    used = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return used / 1_000_000, nodes
