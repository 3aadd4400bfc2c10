"""Opening hours: an owner sets them, and a visitor nine time zones away reads when somebody is back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.widget_page import WidgetPage

NINE_TO_FIVE = [{"opens": "09:00", "closes": "17:00"}]
WORKDAYS = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), NINE_TO_FIVE)
BERLIN = {"zone": "Europe/Berlin", "week": WORKDAYS}


@pytest.fixture(autouse=True)
def always_open_again(owner) -> Iterator[None]:
    yield
    owner.call("PATCH", "/admin/site", {"hours": None})


def visited(new_context, local_run, now: str) -> WidgetPage:
    """A page whose clock stands at this time until a test moves it."""
    page = new_context(timezone_id="America/Los_Angeles", locale="en-GB").new_page()
    page.clock.install(time=now)
    return WidgetPage(page, local_run.shop).visit().open()


def test_the_chat_says_when_somebody_is_back_on_the_visitors_own_clock(owner, new_context, local_run):
    owner.call("PATCH", "/admin/site", {"hours": BERLIN})
    visitor = visited(new_context, local_run, "2026-11-28T12:00:00Z")
    expect(visitor.panel.get_by_text("We're away. Back on Monday at 00:00.")).to_be_visible()
    expect(visitor.box).to_be_editable()


def test_the_notice_goes_when_it_opens_without_a_request(owner, new_context, local_run):
    owner.call("PATCH", "/admin/site", {"hours": BERLIN})
    visitor = visited(new_context, local_run, "2026-11-30T07:58:00Z")
    notice = visitor.panel.get_by_text("We're away. Back tomorrow at 00:00.").or_(
        visitor.panel.get_by_text("We're away. Back today at 00:00.")
    )
    expect(notice).to_be_visible()
    expect(visitor.panel.get_by_role("button", name="Attach files")).to_be_visible()  # the last part has loaded
    visitor.page.wait_for_load_state("networkidle")
    requests: list[str] = []
    visitor.page.on("request", lambda request: requests.append(request.url))
    visitor.page.clock.run_for(150_000)
    expect(visitor.panel.get_by_text("We're away.")).to_have_count(0)
    assert requests == []


def test_an_owner_sets_hours_and_a_holiday_with_the_keyboard_and_finds_them_again(admin, owner):
    card = admin.settings("site").card("Opening hours")
    card.get_by_label("Open at certain times").check()
    card.get_by_label("Time zone").fill("Europe/Nowhere")
    expect(card.get_by_text("Choose a time zone from the list")).to_be_visible()
    card.get_by_label("Time zone").fill("America/New York")
    card.get_by_label("Friday: closes at").fill("02:00")
    expect(card.get_by_role("group", name="Friday").get_by_text("next day")).to_be_visible()
    card.get_by_role("button", name="Saturday: add hours").press("Enter")
    card.get_by_role("button", name="Monday: remove these hours").press("Enter")
    expect(card.get_by_role("button", name="Monday: add hours")).to_be_focused()
    card.get_by_role("button", name="Add holiday").press("Enter")
    card.get_by_label("Date").fill("2026-12-24")
    card.get_by_role("textbox", name="Name").fill("Christmas Eve")
    card.get_by_label("Every year").check()
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_text("Saved.")).to_be_visible()
    hours = owner.call("GET", "/admin/site")["site"]["hours"]
    assert hours["zone"] == "America/New_York"
    assert [hours["week"][day] for day in ("monday", "friday", "saturday")] == [
        [],
        [{"opens": "09:00", "closes": "02:00"}],
        NINE_TO_FIVE,
    ]
    assert hours["holidays"] == [{"date": "2026-12-24", "yearly": True, "name": "Christmas Eve", "times": []}]
    admin.page.reload()
    expect(card.get_by_label("Friday: closes at")).to_have_value("02:00")


def test_hours_that_overlap_are_shown_and_refused(admin):
    card = admin.settings("site").card("Opening hours")
    card.get_by_label("Open at certain times").check()
    card.get_by_role("button", name="Monday: add hours").click()
    card.get_by_label("Monday: opens at").nth(1).fill("16:00")
    expect(card.get_by_text("These times overlap.")).to_be_visible()
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_text("Some times overlap.")).to_be_visible()
