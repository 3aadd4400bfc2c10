"""How long pages take on a processor four times slower: until they can be used, and their longest tasks."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page

from devtools.bench.figures import Values
from devtools.bench.pages import people
from devtools.bench.pages.long_tasks import SLOWER, longest_task
from devtools.bench.pages.people import DESKTOP, PHONE, Admin, Visitor, after_click, click_on, new_page, when
from devtools.local_run.origins import Origins

Steps = list[tuple[str, float]]


def measure(browser: Browser, origins: Origins, times: int) -> list[Values]:
    """Until there is what can be used, by a clock, with a throttled processor; and the longest tasks, by CPU time."""
    found: dict[str, list[float]] = {}
    for _ in range(times):
        for steps in (clocked(browser, origins), traced(browser, origins)):
            for name, milliseconds in steps:
                found.setdefault(name, []).append(milliseconds)
    return [Values(name, values) for name, values in found.items()]


def clocked(browser: Browser, origins: Origins) -> Steps:
    shop, dashboard = (new_page(browser, screen, SLOWER) for screen in (PHONE, DESKTOP))
    shop.goto(origins.shop, wait_until="commit")
    steps = [("shop, until the launcher can be used", when(shop, people.LAUNCHER))]
    shop.wait_for_load_state()
    steps.append(("click, until the panel can be used", after_click(shop, people.LAUNCHER, people.PANEL)))
    admin = Admin(dashboard, origins)
    dashboard.goto(admin.url, wait_until="commit")
    steps.append(("dashboard, until its sign-in can be used", when(dashboard, people.SIGN_IN)))
    admin.sign_in()
    dashboard.reload(wait_until="commit")
    steps.append(("dashboard, until the inbox can be used", when(dashboard, people.ROWS)))
    steps.append(("click, until the conversation can be used", after_click(dashboard, people.ROWS, people.THREAD)))
    for page in (shop, dashboard):
        page.context.close()
    return steps


def traced(browser: Browser, origins: Origins) -> Steps:
    shop, dashboard = (new_page(browser, screen) for screen in (PHONE, DESKTOP))
    visitor, admin = Visitor(shop, origins), Admin(dashboard, origins)
    steps: Steps = []

    def step(name: str, page: Page, act: Callable[[], object]) -> None:
        steps.append((f"longest task: {name}", longest_task(browser, page, act, settled_ms=500)))

    shop.goto(f"{origins.shop}/robots.txt")  # the first page of a browser's process takes longest
    shop.route("**/porchlight.js*", lambda route: route.abort())
    step("the shop without the widget", shop, lambda: shop.goto(origins.shop))
    shop.unroute("**/porchlight.js*")
    step("the shop with the widget", shop, lambda: (shop.goto(origins.shop), when(shop, people.LAUNCHER)))
    step("opening the panel", shop, click_on(visitor.launcher, people.PANEL))
    admin.visit()
    admin.sign_in()
    step("the dashboard with its inbox", dashboard, admin.reload)
    step("opening a conversation", dashboard, click_on(admin.rows.first, people.THREAD))
    for page in (shop, dashboard):
        page.context.close()
    return steps
