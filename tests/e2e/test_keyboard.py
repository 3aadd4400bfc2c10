"""Everything can be done without a mouse."""

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.widget_page import WidgetPage

STOPS = 60  # more than any page has
# As on a busy machine: what a page does after its next frame comes late.
FRAMES_WAIT = """() => {
  const { setTimeout: usual, requestAnimationFrame: frame } = window;
  const waiting = [];
  window.setTimeout = (act, ms = 0, ...rest) => (ms < 200 ? waiting.push(act) : usual(act, ms, ...rest));
  window.requestAnimationFrame = (act) => waiting.push(act);
  window.framesGoOn = () => {
    Object.assign(window, { setTimeout: usual, requestAnimationFrame: frame });
    for (const act of waiting) act(performance.now());
  };
}"""


def tab_to(page: Page, target: Locator) -> None:
    for _ in range(STOPS):
        if target.evaluate("element => element === element.getRootNode().activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def test_the_widget_can_be_opened_used_and_closed(visitor, unique):
    keyboard = visitor.page.keyboard
    question = unique("Is the blue kettle in stock?")
    tab_to(visitor.page, visitor.launcher)
    keyboard.press("Enter")
    expect(visitor.box).to_be_focused()

    keyboard.type(question)
    keyboard.press("Shift+Enter")
    keyboard.type("And the red one?")
    keyboard.press("Enter")
    visitor.log.has_status(question, "Sent")
    expect(visitor.log.bubble(question)).to_contain_text("And the red one?")
    expect(visitor.box).to_be_focused()
    expect(visitor.box).to_have_value("")

    keyboard.press("Escape")
    expect(visitor.panel).to_be_hidden()
    expect(visitor.launcher).to_be_focused()


def test_a_failed_message_is_sent_again_by_keyboard(visitor, unique):
    question = unique("Is the blue kettle in stock?")
    body = {"error": {"code": "not_now", "message": "Refused by a test."}}
    visitor.page.route("**/api/chatbot/message", lambda route: route.fulfill(status=409, json=body))
    visitor.open().write(question)
    again = visitor.log.message(question).get_by_role("button", name="Try again")
    expect(again).to_be_visible()

    visitor.page.unroute("**/api/chatbot/message")
    tab_to(visitor.page, again)
    visitor.page.keyboard.press("Enter")

    visitor.log.has_status(question, "Sent")


def test_tab_stays_in_a_panel_that_fills_a_phones_screen(new_visitor):
    visitor: WidgetPage = new_visitor(viewport={"width": 390, "height": 844})
    visitor.open()
    inside = "host => host.shadowRoot.activeElement?.closest('[role=dialog]') != null"

    for key in ["Tab"] * 8 + ["Shift+Tab"] * 8:
        visitor.page.keyboard.press(key)
        assert visitor.widget.evaluate(inside)


def test_the_dashboard_can_be_navigated_and_used_to_reply(visitor, caller, new_context, local_run, unique):
    older, newer, answer = unique("I am the older one."), unique("I am the newer one."), unique("And I answer.")
    admin = DashboardPage(new_context().new_page(), local_run.pages).visit()
    keyboard = admin.page.keyboard
    expect(admin.page.get_by_label("Email")).to_be_focused()
    keyboard.type(local_run.admin_email)
    keyboard.press("Tab")
    keyboard.type(local_run.admin_password)
    keyboard.press("Enter")
    admin.is_live()
    visitor.open().write(older)
    first = admin.conversation_of(older)
    caller.write(newer)
    second = admin.conversation_of(newer)

    tab_to(admin.page, admin.row(second))
    keyboard.press("ArrowDown")
    expect(admin.row(first)).to_be_focused()
    keyboard.press("ArrowUp")
    expect(admin.row(second)).to_be_focused()
    for key in ["End", "Home", "j"] * 10:  # faster than the page renders
        keyboard.press(key)
    expect(admin.row(first)).to_be_focused()

    admin.page.wait_for_load_state("networkidle")  # the part that shows a conversation is there
    keyboard.press("Enter")
    expect(admin.box).to_be_focused()
    keyboard.type(answer)
    keyboard.press("Enter")
    visitor.log.shows(older, answer)
    keyboard.press("Escape")
    expect(admin.row(first)).to_be_focused()


def test_a_conversation_that_is_drawn_again_before_its_text_box_takes_the_focus_gives_it_to_the_box(
    caller, admin, unique
):
    question = unique("Is the blue kettle in stock?")
    caller.write(question)
    conversation = admin.conversation_of(question)
    admin.open(conversation)  # the part that shows a conversation is there
    expect(admin.box).to_be_focused()
    admin.page.goto(f"{admin.url}#/")
    expect(admin.box).to_have_count(0)
    admin.row(conversation).focus()

    admin.page.evaluate(FRAMES_WAIT)
    admin.page.keyboard.press("Enter")
    admin.log.shows(question)
    admin.page.evaluate("framesGoOn()")
    expect(admin.box).to_be_focused()


@pytest.fixture
def messages_arrive(caller, admin, unique):
    """A conversation was opened, and its messages arrive when this is called."""
    messages = "**/admin/chatbot/*/messages"
    held: list[Route] = []
    admin.page.route(messages, lambda route: held.append(route))
    caller.write(unique("Is the blue kettle in stock?"))
    admin.row(caller.conversation).click()

    def arrive() -> None:
        for route in held:
            route.continue_()
        admin.page.unroute(messages)

    return arrive


def test_keys_pressed_while_a_conversation_loads_work_once_it_has_loaded(admin, messages_arrive):
    bar = admin.thread.get_by_role("group", name="Assignee, tags and snooze")
    expect(bar.locator("[aria-disabled=true]")).to_have_count(3)
    admin.presses("Shift+A")
    admin.presses("z")
    messages_arrive()
    expect(bar.get_by_role("button", name="Assigned to")).to_be_visible()
    expect(admin.page.get_by_role("option", name="Tomorrow")).to_be_visible()


@pytest.mark.parametrize("elsewhere", ["r", "/", "?"])
def test_a_menu_that_was_asked_for_too_early_does_not_interrupt_something_else(admin, messages_arrive, elsewhere):
    admin.presses("z")
    admin.page.keyboard.press(elsewhere)
    expect(admin.page.locator("textarea:focus, input:focus, dialog:modal").first).to_be_visible()
    messages_arrive()
    expect(admin.thread.locator(".desk-bar [aria-disabled=true]")).to_have_count(0)
    admin.page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))")
    expect(admin.thread.locator(".desk-bar [aria-expanded=true]")).to_have_count(0)
    expect(admin.page.locator("textarea:focus, input:focus, dialog:modal").first).to_be_visible()


def test_a_key_pressed_too_early_does_not_take_a_conversation_from_a_colleague(caller, admin, agent, messages_arrive):
    bar = admin.thread.get_by_role("group", name="Assignee, tags and snooze")
    expect(bar.locator("[data-action=assign]")).to_be_visible()
    admin.presses("Shift+A")
    agent.open(caller.conversation)
    agent.presses("Shift+A")
    expect(bar.get_by_role("button", name="Assigned to Noor Haddad")).to_be_visible()
    messages_arrive()
    expect(bar.get_by_role("status")).to_have_text("Noor Haddad was faster")
    expect(agent.thread.get_by_role("button", name="Assigned to Noor Haddad")).to_be_visible()


def test_escape_leaves_the_text_box_although_the_inbox_does_not_list_the_conversation(caller, admin, unique):
    question = unique("Is the blue kettle in stock?")
    caller.write(question)
    conversation = admin.conversation_of(question)
    admin.page.goto(f"{admin.url}#/c/{conversation}?view=closed")
    admin.log.shows(question)
    expect(admin.box).to_be_focused()
    expect(admin.row(conversation)).to_have_count(0)

    admin.page.keyboard.press("Escape")
    expect(admin.page.get_by_role("heading", name="Inbox")).to_be_focused()
    admin.page.keyboard.press("?")
    expect(admin.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_what_is_typed_before_the_next_frame_goes_to_what_is_on_the_screen(caller, new_caller, admin, owner, unique):
    earlier, other, answer = (
        unique("I am the earlier one."),
        unique("I am the other one."),
        unique("For the other one."),
    )
    new_caller().write(earlier)
    caller.write(other)
    conversation = admin.conversation_of(other)
    admin.open(admin.conversation_of(earlier))
    admin.log.shows(earlier)
    keyboard = admin.page.keyboard

    admin.page.evaluate(FRAMES_WAIT)
    admin.row(conversation).focus()
    keyboard.press("Enter")
    expect(admin.box).to_be_focused()
    keyboard.type(answer)
    keyboard.press("Enter")
    admin.page.evaluate("framesGoOn()")
    admin.log.has_status(answer, "Sent")
    assert owner.bodies(answer) == [other, answer]
    assert owner.bodies(earlier) == [earlier]

    # The first key after a dialog was opened is the dialog's.
    button = admin.settings("account").page.get_by_role("button", name="Set up")
    button.focus()
    admin.page.evaluate(FRAMES_WAIT)
    keyboard.press("Enter")
    keyboard.type("a kettle")
    admin.page.evaluate("framesGoOn()")
    expect(admin.dialog("Set up two-factor").get_by_label("Password", exact=True)).to_have_value("a kettle")
    keyboard.press("Escape")
    expect(button).to_be_focused()


def test_on_a_phone_going_back_focuses_the_row_that_was_open(caller, new_admin, unique):
    question = unique("Is the blue kettle in stock?")
    caller.write(question)
    admin: DashboardPage = new_admin(viewport={"width": 390, "height": 844})
    conversation = admin.conversation_of(question)

    admin.row(conversation).focus()
    admin.page.keyboard.press("Enter")
    expect(admin.log.element).to_be_visible()
    expect(admin.inbox).to_be_hidden()
    tab_to(admin.page, admin.page.get_by_role("link", name="Back to the inbox"))
    admin.page.keyboard.press("Enter")

    expect(admin.row(conversation)).to_be_focused()
