"""Pictures of the team, and how long ago a message was sent, on a page of another origin with a strict policy."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.test_axe import AXE, finds_nothing
from tests.e2e.test_layout_shifts import SHIFTS
from tests.e2e.widget_page import WidgetPage
from tests.files import png

PASTE = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 90, height: 60 });
  canvas.getContext("2d").fillRect(0, 0, 90, 60);
  const data = new DataTransfer();
  data.items.add(new File([await new Promise((done) => canvas.toBlob(done))], "a.png", { type: "image/png" }));
  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
}"""


@pytest.fixture(autouse=True)
def usual_again(owner: Any) -> Iterator[None]:
    yield
    owner.call("PATCH", "/admin/site", {"look": None})


@pytest.fixture
def portrait(tmp_path: Path) -> Path:
    file = tmp_path / "portrait.png"
    file.write_bytes(png(300, 200))
    return file


def choose(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose a picture").click()
    chooser.value.set_files(file)
    expect(page.get_by_text("Picture saved.")).to_be_visible()


def is_shown(picture: Locator) -> None:
    """It has arrived, in the size that the dashboard's page made."""
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 128)


def test_visitors_and_colleagues_see_the_picture_of_who_writes(
    agent: Any, admin: Any, new_context: Any, new_visitor: Any, local_run: Any, portrait: Path, unique: Any
) -> None:
    page = agent.settings("account").page
    choose(page, portrait)
    own = page.locator(".account img")
    is_shown(own)
    first = own.get_attribute("src")
    page.evaluate(PASTE)
    expect(own).not_to_have_attribute("src", first or "")
    is_shown(own)
    page.goto(f"{agent.url}#/")
    agent.is_live()

    question, answer = unique("Is the blue kettle in stock?"), unique("It is.")
    visitor = new_visitor(init_script=SHIFTS)
    visitor.open().write(question)
    agent.open(agent.conversation_of(question))
    answered_at = time.time()
    agent.write(answer)
    visitor.log.shows(question, answer)
    admin.page.reload()
    admin.open(admin.conversation_of(answer))
    is_shown(admin.log.message(answer).locator(".colleague img"))

    refused = new_context(storage_state=visitor.page.context.storage_state())
    refused.add_init_script(path=AXE)
    shown = WidgetPage(visitor.page, local_run.shop)
    shown.page.clock.install(time=answered_at)  # as if nothing had taken long since
    shown.page.reload()
    is_shown(shown.log.message(answer).locator(".pl-gutter img"))
    is_shown(shown.panel.locator(".faces img").last)
    shown.page.wait_for_load_state("networkidle")
    assert shown.page.evaluate("layoutShifts") == []

    sent = shown.log.message(answer).locator("time")
    expect(sent.locator("[aria-hidden]")).to_have_text("now")
    expect(sent.locator(".pl-hidden-text")).to_have_text(re.compile(r"^\d+:\d\d"))
    expect(sent.locator("[title]")).to_have_attribute("title", re.compile(r"20\d\d"))
    article = shown.log.message(answer).element_handle()
    shown.page.clock.fast_forward(120_000)
    expect(sent.locator("[aria-hidden]")).to_have_text(re.compile("[23] min. ago"))
    assert shown.log.message(answer).evaluate("(now, before) => now === before", article)

    without = WidgetPage(refused.new_page(), local_run.shop)
    without.page.route("**/sites/pictures/*", lambda route: route.abort())
    without.visit().open()
    circle = without.log.message(answer).locator(".pl-gutter .pl-pictured")
    expect(circle.locator("img[hidden]")).to_be_attached()
    expect(circle.locator(".pl-avatar")).to_have_text("N")
    finds_nothing(without.page, "pictures that are refused")

    agent.settings("account").page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Picture removed.")).to_be_visible()
    expect(page.get_by_role("button", name="Choose a picture")).to_be_focused()
    expect(own).to_have_count(0)


def test_a_picture_of_the_team_is_in_the_button_and_in_the_header(
    admin: Any, new_context: Any, local_run: Any, portrait: Path
) -> None:
    page = admin.settings("widget").page
    choose(page, portrait)
    preview = page.frame_locator(".preview-frames iframe:not([data-waiting])")
    page.get_by_role("radio", name="Picture").check()
    page.get_by_role("radio", name="Button").check()
    is_shown(preview.locator(".launcher img"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").get_by_text("Saved.", exact=True)).to_be_visible()

    visitor = WidgetPage(new_context(init_script=SHIFTS).new_page(), local_run.shop).visit()
    is_shown(visitor.launcher.locator("img"))
    assert visitor.launcher.locator("img").bounding_box() == visitor.launcher.bounding_box()
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.page.evaluate("layoutShifts") == []
    address = visitor.launcher.locator("img").get_attribute("src")
    visitor.open()
    mark = visitor.panel.locator(".header-mark")
    ground = "each => getComputedStyle(each, '::after').backgroundImage"
    expect(visitor.panel.locator(".header-mark")).to_have_css("overflow", "hidden")  # the part has loaded
    assert mark.evaluate(ground) == f'url("{address}")'

    refusing = WidgetPage(new_context().new_page(), local_run.shop)
    refusing.page.route("**/sites/pictures/*", lambda route: route.abort())
    refusing.visit()
    expect(refusing.launcher.locator("img")).to_have_count(0)
    expect(refusing.launcher.locator(".launcher-open svg")).to_be_visible()
