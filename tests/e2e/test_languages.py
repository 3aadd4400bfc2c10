"""The widget in other languages than English, and from right to left."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.e2e.test_axe import AXE, finds_nothing
from tests.e2e.widget_page import WidgetPage

# And which of the two scripts is there last.
LOOKS: dict[str, tuple[str, dict[str, Any]]] = {
    "light desktop, the panel late": ("panel", {"color_scheme": "light"}),
    "dark phone, the language late": ("ar", {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}}),
}
WIDTH = "document.documentElement.clientWidth"


def visit(new_context: Any, local_run: Any, language: str, **options: Any) -> WidgetPage:
    """The shop, whose page asks for the chat in this language."""
    context = new_context(init_script=AXE, **options)
    context.add_init_script(f"window.porchlightSettings = {{ language: '{language}' }}")
    return WidgetPage(context.new_page(), local_run.shop).visit()


def box_of(visitor: WidgetPage) -> Locator:
    return visitor.panel.locator(".pl-composer-input")


def left_of(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["x"]


def right_of(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["x"] + box["width"]


def write(visitor: WidgetPage, body: str) -> None:
    box_of(visitor).fill(body)
    box_of(visitor).press("Enter")


def hold_back(visitor: WidgetPage, late: str, until: str) -> None:
    """Lets the script `late` arrive half a second after the script `until`."""
    held: list[Route] = []
    visitor.page.route(f"**/{late}.js", lambda route: held.append(route))
    with visitor.page.expect_response(f"**/{until}.js"), visitor.page.expect_request(f"**/{late}.js"):
        visitor.launcher.click()
    visitor.page.wait_for_timeout(500)
    held[0].continue_()


@pytest.mark.parametrize(("late", "look"), LOOKS.values(), ids=LOOKS)
def test_a_visitor_chats_in_arabic_from_right_to_left(late, look, new_context, local_run, owner, unique):
    visitor = visit(new_context, local_run, "ar", locale="ar-EG", **look)
    page, panel = visitor.page, visitor.panel
    middle = page.evaluate(WIDTH) / 2
    assert left_of(visitor.launcher) > middle  # the side is the page's, and the page is English
    hold_back(visitor, late, until="ar" if late == "panel" else "panel")
    expect(panel).to_have_accessible_name("محادثة مع Fern & Kettle")
    expect(box_of(visitor)).to_have_accessible_name("اكتب رسالة")
    expect(visitor.widget.locator(".pl-root")).to_have_attribute("lang", "ar")
    close, name, send = panel.locator(".header-close").last, panel.locator(".header-name"), panel.locator(".pl-send")
    assert left_of(close) < left_of(name.locator("bdi"))
    assert right_of(name.locator("bdi")) + 20 > left_of(panel.locator(".header-mark"))
    assert left_of(send) < left_of(box_of(visitor))
    if middle > 400:  # on a phone the panel fills the screen
        assert left_of(panel) > middle
    # Only the widget: axe orders elements in a shadow root before the shop's skip link.
    finds_nothing(page, "open and empty", "porchlight-chat")

    question, english = unique("هل الغلاية الزرقاء متوفرة؟"), unique("The blue one, please.")
    answer = unique("Yes, see https://shop.example/kettles")
    write(visitor, question)
    write(visitor, english)
    expect(visitor.log.message(english)).to_have_attribute("data-status", "sent")
    owner.reply(english, answer)
    visitor.log.shows(question, english, answer)
    visitor.log.has_status(english, "تمت القراءة")
    expect(visitor.log.message(answer).locator("time")).to_have_text(re.compile("[٠-٩]"))
    for body, direction in ((question, "rtl"), (english, "ltr"), (answer, "ltr")):
        expect(visitor.log.bubble(body)).to_have_css("direction", direction)
    assert right_of(visitor.log.bubble(question)) < right_of(visitor.log.bubble(answer))
    finds_nothing(page, "with messages", "porchlight-chat")

    close.click()
    owner.reply(answer, unique("Anything else?"))
    expect(visitor.launcher).to_have_accessible_name("فتح المحادثة, رسالة غير مقروءة (١)")
    finds_nothing(page, "closed, with an unread message", "porchlight-chat")


def test_set_locale_changes_an_open_panel_and_keeps_what_is_typed(visitor, unique):
    question, draft = unique("Is the blue kettle in stock?"), unique("I need it by")
    visitor.open().write(question)
    visitor.log.has_status(question, "Sent")
    visitor.box.fill(draft)
    content = visitor.panel.locator(".panel-content")

    for language, label, sent, offer, direction in (
        ("de-AT", "Nachricht schreiben", "Gesendet", "Antwort per E-Mail erhalten", "ltr"),
        ("he", "כתיבת הודעה", "נשלח", "קבלת התשובה בדוא״ל", "rtl"),
        ("zh-TW", "輸入訊息", "已傳送", "以電子郵件接收回覆", "ltr"),
        ("en", "Write a message", "Sent", "Get the answer by email", "ltr"),
    ):
        visitor.page.evaluate(f"Porchlight.setLocale('{language}')")
        box = visitor.panel.get_by_role("textbox", name=label, exact=True)
        expect(box).to_have_value(draft)
        expect(box).to_be_focused()
        expect(content).to_have_attribute("dir", direction)
        visitor.log.has_status(question, sent)
        expect(visitor.panel.get_by_role("button", name=offer)).to_be_visible()


def test_the_extras_wait_for_their_texts(new_context, local_run, unique):
    visitor = visit(new_context, local_run, "de")
    held: list[Route] = []
    visitor.page.route("**/widget/locales/de.more.js", lambda route: held.append(route))
    with visitor.page.expect_response("**/extras.js"), visitor.page.expect_request("**/de.more.js"):
        visitor.launcher.click()
        write(visitor, unique("Guten Tag"))
    visitor.is_live()
    offer = visitor.panel.get_by_role("button", name=re.compile("e-?mail", re.I))
    expect(offer).to_have_count(0)
    assert len(held) == 1
    held[0].continue_()
    expect(offer).to_have_accessible_name("Antwort per E-Mail erhalten")


def test_without_its_language_the_chat_works_in_english(new_context, local_run, unique):
    visitor = visit(new_context, local_run, "de")
    visitor.page.route("**/widget/locales/de*", lambda route: route.abort())
    visitor.open().write(unique("Guten Tag"))
    visitor.is_live()
    visitor.page.unroute("**/widget/locales/de*")
    visitor.page.evaluate("Porchlight.setLocale('de')")
    expect(box_of(visitor)).to_have_accessible_name("Nachricht schreiben")


def test_the_launcher_says_its_name_in_the_sites_language_before_the_chat_is_opened(owner, new_context, local_run):
    before = owner.call("GET", "/admin/site")["site"]["language"]
    owner.call("PATCH", "/admin/site", {"language": "de"})
    try:
        german = visit(new_context, local_run, "de").page
        expect(german.get_by_role("button", name="Chat öffnen", exact=True)).to_be_visible()
        # A page in another language than the site's does not get the site's.
        other = visit(new_context, local_run, "fr").page
        expect(other.get_by_role("button", name="Open chat", exact=True)).to_be_visible()
    finally:
        owner.call("PATCH", "/admin/site", {"language": before})
