"""An owner changes how the widget looks, sees it in the preview, and a page of another origin shows it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, expect

from tests.e2e.widget_page import WidgetPage

VIOLET = "rgb(124, 58, 237)"
COLOUR = "(element) => getComputedStyle(element).backgroundColor"


@pytest.fixture(autouse=True)
def usual_again(owner) -> Iterator[None]:
    yield
    owner.call("PATCH", "/admin/site", {"look": None, "language": "en"})


def test_a_saved_look_is_on_the_sites_pages_before_anybody_opens_the_chat(admin, new_visitor, new_context, local_run):
    page = admin.settings("widget").page
    called: list[str] = []
    page.on("request", lambda request: called.append(request.url) if "/chatbot/" in request.url else None)
    preview = page.frame_locator(".preview-frames iframe:not([data-waiting])")
    expect(preview.locator(".greeting-text")).to_be_visible()

    page.get_by_label("Accent colour").fill("#7c3aed")
    page.get_by_role("radio", name="Left").check()
    page.get_by_label("Label").fill("Ask us")
    page.get_by_label("Add a language").select_option("en")
    welcome = page.get_by_role("group", name="Welcome in English")
    welcome.get_by_label("Title").fill("Hi, tea lover")
    expect(preview.locator(".greeting-text")).to_have_text("Hi, tea lover")
    expect(preview.locator(".launcher")).to_have_css("background-color", VIOLET)
    expect(welcome.get_by_label("Title")).to_be_focused()
    preview.get_by_role("textbox", name="Write a message").fill("Only a try")
    preview.get_by_role("textbox", name="Write a message").press("Enter")
    expect(preview.get_by_text("Only a try")).to_be_visible()
    assert called == []

    expect(page.get_by_text("You have unsaved changes.")).to_be_visible()
    before = new_visitor()
    assert before.launcher.evaluate(COLOUR) != VIOLET
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()

    requested: list[str] = []
    after = WidgetPage(new_context().new_page(), local_run.shop)  # the first browser keeps the file for a minute
    after.page.on("request", lambda request: requested.append(request.url))
    after.visit()
    expect(after.launcher).to_have_accessible_name("Ask us")
    assert after.launcher.evaluate(COLOUR) == VIOLET
    box = after.launcher.bounding_box()
    assert box is not None
    assert box["x"] == 20
    after.page.wait_for_load_state("networkidle")
    assert [url for url in requested if url.startswith(local_run.api)] == []

    after.open()
    expect(after.panel.locator(".greeting-text")).to_have_text("Hi, tea lover")
    panel = after.panel.bounding_box()
    assert panel is not None
    assert panel["x"] == 20
    after.close()
    expect(after.launcher).to_be_focused()


def test_unsaved_changes_are_not_left_without_a_question(admin):
    page = admin.settings("widget").page
    page.get_by_label("Label").fill("Ask us")
    expect(page.get_by_text("You have unsaved changes.")).to_be_visible()
    question = admin.dialog("Leave without saving?")
    page.go_back()
    expect(question).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#settings-title")).to_have_text("Widget")
    page.get_by_role("link", name="Team").click()
    expect(question).to_be_visible()
    question.get_by_role("button", name="Cancel").click()
    expect(question).to_be_hidden()
    expect(page.get_by_label("Label")).to_have_value("Ask us")

    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    expect(page.get_by_label("Label")).to_have_value("Ask us")
    assert asked == ["beforeunload"]

    page.get_by_role("link", name="Team").click()
    question.get_by_role("button", name="Discard changes").click()
    expect(page.locator("#settings-title")).to_have_text("Team")
    admin.settings("widget")
    expect(page.get_by_label("Label")).to_have_value("")
    page.get_by_role("link", name="Team").click()
    expect(page.locator("#settings-title")).to_have_text("Team")


def test_a_hidden_path_has_no_launcher_also_after_a_routers_move(owner, new_visitor):
    owner.call("PATCH", "/admin/site", {"look": {"hidden_paths": ["/checkout*"]}})
    visitor = new_visitor()
    expect(visitor.launcher).to_be_visible()
    visitor.page.evaluate("history.pushState(null, '', '/checkout/2')")
    expect(visitor.launcher).to_be_hidden()
    visitor.page.evaluate("history.back()")
    expect(visitor.launcher).to_be_visible()


def test_a_site_that_is_always_dark_is_dark_on_a_light_device_and_its_own_colours_stay_readable(owner, new_visitor):
    owner.call("PATCH", "/admin/site", {"look": {"scheme": "dark", "accent": "#ffd60a", "corners": "square"}})
    visitor = new_visitor(color_scheme="light").open()
    assert visitor.panel.evaluate(COLOUR) == "rgb(16, 18, 27)"
    assert visitor.panel.locator(".header-name").evaluate("(name) => getComputedStyle(name).color") == "rgb(25, 28, 42)"
