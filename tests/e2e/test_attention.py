"""How open tabs of the dashboard call an admin to a visitor's message."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.waiting import wait_until

SHOTS = os.environ.get("PORCHLIGHT_SHOTS")
# A tab waits for the other one before it speaks (PAUSE_MS in admin_static/browser/attention.js). On a busy machine the
# other one needs longer, so this one waits longer.
PAUSE_MS, LONG_PAUSE_MS = 600, 2_000
RECORD = (
    f"""window.shown = [];
window.pauses = 0;
const {{ setTimeout: usual }} = window;
window.setTimeout = (act, ms, ...rest) => {{
  if (ms !== {PAUSE_MS}) return usual(act, ms, ...rest);
  window.pauses++;
  return usual(act, {LONG_PAUSE_MS}, ...rest);
}};
"""
    + """window.Notification = class extends Notification {
  constructor(title, options) { super(title, options); window.shown.push(this); }
};"""
)
UNDECIDED = """Object.defineProperty(Notification, "permission", { get: () => window.decided ?? "default" });
Notification.requestPermission = async () => (window.decided = "granted");"""
LONGER_THAN_THE_PAUSE_MS = LONG_PAUSE_MS + 500


def shown(*pages: Page) -> list[str]:
    return [body for page in pages for body in page.evaluate("() => shown.map(({ body }) => body)")]


def test_two_tabs_show_one_notification_and_both_count_and_none_for_what_one_of_them_shows(
    new_context, caller, local_run, owner, unique
):
    context = new_context(permissions=["local-network-access", "notifications"])
    context.add_init_script(RECORD)
    member = owner.member("Noor Haddad")
    first = DashboardPage(context.new_page(), local_run.pages).visit().sign_in(member.email, member.password)
    second = DashboardPage(context.new_page(), local_run.pages).visit().sign_in(member.email, member.password)
    for tab in (first, second):
        tab.is_live()
        tab.has_background()
    before = int((re.match(r"\((\d+)\)", first.page.title()) or [0, "0"])[1])
    question = unique("Is the blue kettle back?")
    caller.write(question)
    for tab in (first, second):
        tab.conversation_of(question)
        expect(tab.page).to_have_title(re.compile(rf"^\({before + 1}\) "))
    first.page.wait_for_timeout(LONGER_THAN_THE_PAUSE_MS)
    wait_until(first.page, lambda: shown(first.page, second.page))
    assert shown(first.page, second.page) == [question]
    assert any(tab.page.evaluate("pauses") for tab in (first, second)), "the pause has another length now"

    second.open(second.conversation_of(question))
    for tab in (first, second):
        expect(tab.page).not_to_have_title(re.compile(rf"^\({before + 1}\) "))
    again = unique("And the red one?")
    caller.write(again)
    first.unread(first.conversation_of(again), 0)
    first.page.wait_for_timeout(LONGER_THAN_THE_PAUSE_MS)
    assert shown(first.page, second.page) == [question]


def turn(page: Page, state: str) -> None:
    page.evaluate(
        """(state) => {
          Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        state,
    )


def test_who_comes_back_to_a_missed_message_is_asked_once_about_notifications(new_context, caller, local_run, unique):
    context = new_context()
    context.add_init_script(UNDECIDED)
    admin = DashboardPage(context.new_page(), local_run.pages).visit()
    admin.sign_in(local_run.admin_email, local_run.admin_password).is_live()
    admin.has_background()
    bar = admin.page.get_by_role("complementary", name="Notifications")
    expect(bar).to_have_count(0)
    turn(admin.page, "hidden")
    question = unique("Anybody there?")
    caller.write(question)
    admin.conversation_of(question)
    turn(admin.page, "visible")
    expect(bar).to_contain_text("Get a notification when a visitor writes?")
    if SHOTS:
        admin.page.screenshot(path=Path(SHOTS) / "attention-bar.png")
    bar.get_by_role("button", name="Turn on").click()
    expect(bar).to_have_count(0)
    assert admin.page.evaluate("Notification.permission") == "granted"
    assert admin.page.evaluate("localStorage.getItem('porchlight.admin.desktop_asked')") == "yes"
