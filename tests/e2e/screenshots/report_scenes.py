"""The reports, with figures of a month."""

import json
import random
from typing import Any

from playwright.sync_api import Route, expect

from tests.e2e.screenshots.stage import Stage
from tests.e2e.test_axe import FIXTURES

SCROLL = """(top) => [...document.querySelectorAll("*")]
  .filter((each) => each.scrollHeight > each.clientHeight + 50 && /auto|scroll/.test(getComputedStyle(each).overflowY))
  .at(-1)?.scrollTo(0, top)"""


def reports(stage: Stage) -> None:
    admin = stage.admin()
    admin.page.goto(f"{admin.url}#/reports")
    expect(admin.page.get_by_role("heading", name="Reports")).to_be_visible()
    admin.page.wait_for_timeout(1_000)
    stage.take(admin, "reports-few")
    admin.page.route("**/admin/reports", filled)
    admin.page.reload()
    admin.page.wait_for_timeout(1_500)
    stage.take(admin, "reports")
    for number, top in enumerate((700, 1_400, 2_800) if stage.phone else (640, 1_400)):
        admin.page.evaluate(SCROLL, top)
        admin.page.wait_for_timeout(400)
        stage.take(admin, f"reports-{number + 2}")
    admin.page.get_by_role("button", name="Show Conversations as a table").click()
    admin.page.wait_for_timeout(400)
    stage.take(admin, "reports-table")
    admin.page.get_by_role("radio", name="Custom").check()
    admin.page.wait_for_timeout(300)
    stage.take(admin, "reports-custom")


def filled(route: Route) -> None:
    """The answer of the fixture, with numbers for each hour that was asked for."""
    fixture = json.loads((FIXTURES / "admin_reports.json").read_text(encoding="utf-8"))["response"]["body"]
    asked = route.request.post_data_json
    chance = random.Random(7)
    start, hours = asked["start"], asked["hours"]
    model = fixture["by_hour"][0]
    by_hour = []
    for hour in range(hours):
        of_day = (start // 3_600_000 + hour) % 24
        busy = max(0, 9 - abs(of_day - 13)) if 6 < of_day < 21 else 0
        if busy:
            by_hour.append(
                {**numbers(model, chance, busy), "hour": start + hour * 3_600_000, "first_response": [[54, 2], [70, 1]]}
            )
    route.fulfill(json={**fixture, "by_hour": by_hour})


def numbers(model: Any, chance: random.Random, busy: int) -> Any:
    if isinstance(model, dict):
        return {name: numbers(value, chance, busy) for name, value in model.items()}
    if isinstance(model, int) and not isinstance(model, bool):
        return chance.randint(busy // 2, busy)
    return model


SCENES = (reports,)
