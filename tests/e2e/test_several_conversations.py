"""A visitor begins a second conversation, goes back and forth by keyboard, and hears of the other one."""

from playwright.sync_api import expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.widget_page import WidgetPage


def choose(visitor: WidgetPage, item: str) -> None:
    visitor.panel.get_by_role("button", name="More options").press("Enter")
    visitor.panel.get_by_role("menuitem", name=item).press("Enter")


def test_a_visitor_goes_back_and_forth_between_two_conversations_by_keyboard(
    visitor: WidgetPage, admin: DashboardPage, unique
) -> None:
    kettle, teapot, answer = (unique(text) for text in ("The blue kettle?", "Do you mend teapots?", "In stock."))
    visitor.open().write(kettle)
    expect(visitor.log.message(kettle)).to_be_visible()
    first = admin.conversation_of(kettle)

    # With one conversation there is no list, and a new one is only an id.
    visitor.box.fill("half a thought")
    visitor.panel.get_by_role("button", name="More options").press("Enter")
    expect(visitor.panel.get_by_role("menuitem", name="Your conversations")).to_have_count(0)
    visitor.panel.get_by_role("menuitem", name="New conversation").press("Enter")
    expect(visitor.box).to_be_focused()
    expect(visitor.box).to_have_value("")
    expect(visitor.log.message(kettle)).to_have_count(0)
    expect(visitor.panel.get_by_role("status").filter(has_text="New conversation")).to_be_attached()
    visitor.write(teapot)
    visitor.is_live()

    # An answer in the other one is pushed: a dot at the menu. No poll is answered meanwhile.
    visitor.page.route("**/api/chatbot/messages", lambda route: route.abort())
    admin.open(first)
    admin.write(answer)
    menu = visitor.panel.get_by_role("button", name="More options, Unread")
    expect(menu).to_be_visible()
    visitor.page.unroute("**/api/chatbot/messages")
    expect(visitor.log.message(answer)).to_have_count(0)
    choose(visitor, "Your conversations")
    rows = visitor.panel.locator(".conversations-row")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(answer)
    expect(rows.first).to_contain_text("Unread")
    current = visitor.panel.locator(".conversations-row[aria-current]")
    expect(current).to_contain_text(teapot)
    expect(current).to_be_focused()
    visitor.page.keyboard.press("ArrowUp")
    visitor.page.keyboard.press("Enter")
    expect(visitor.log.message(answer)).to_be_visible()
    expect(visitor.box).to_be_focused()
    expect(visitor.box).to_have_value("half a thought")
    expect(visitor.panel.get_by_role("button", name="More options", exact=True)).to_be_visible()

    # Esc leaves the list, and not the panel.
    choose(visitor, "Your conversations")
    expect(rows.first).to_be_focused()
    visitor.page.keyboard.press("Escape")
    expect(rows).to_have_count(0)
    expect(visitor.panel).to_be_visible()
    expect(visitor.log.message(answer)).to_be_visible()

    # The admin finds the other one from the thread.
    others = admin.page.locator(".others")
    expect(others).to_contain_text("1 other conversation with this visitor")
    others.locator("summary").click()
    others.get_by_role("link").click()
    expect(admin.page.locator(".thread").get_by_text(teapot)).to_be_visible()
