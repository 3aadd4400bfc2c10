"""The visitor's page."""

import secrets
from typing import Any

from playwright.sync_api import expect

from tests.e2e.screenshots.contents import WIDGET_TALK
from tests.e2e.screenshots.drawn import kettle
from tests.e2e.screenshots.stage import Stage
from tests.e2e.test_attachments import give
from tests.e2e.widget_page import WidgetPage
from tests.files import PDF

CONVERSATION = """() => Object.entries(localStorage).filter(([key]) => key.endsWith(".visitor"))
    .map(([, saved]) => JSON.parse(saved).conversation_id)[0]"""
NIGHT = {"zone": "Europe/Berlin", "week": {"monday": [{"opens": "09:00", "closes": "09:30"}]}}


def site(stage: Stage, **changes: Any) -> None:
    stage.cast.owner.call("PATCH", "/admin/site", changes)


def greeting(stage: Stage) -> None:
    site(stage, look={"bubbles": [{"text": "Questions about a kettle? We answer within minutes.", "delay_seconds": 0}]})
    try:
        visitor = stage.visitor()
        expect(visitor.widget.get_by_role("button", name="Questions about a kettle?")).to_be_visible()
        stage.take(visitor, "widget-greeting")
    finally:
        site(stage, look=None)
    visitor = stage.visitor().open()
    visitor.page.wait_for_timeout(500)
    stage.take(visitor, "widget-empty")


def conversation(stage: Stage) -> None:
    visitor = stage.visitor().open()
    talk(stage, visitor)
    visitor.page.wait_for_timeout(500)
    stage.take(visitor, "widget-conversation")
    if not stage.phone:  # a phone's keyboard has them
        visitor.panel.get_by_role("button", name="Insert emoji").click()
        visitor.page.wait_for_timeout(500)
        stage.take(visitor, "widget-emoji")
        visitor.page.keyboard.press("Escape")
    visitor.panel.get_by_role("button", name="More options").press("Enter")
    visitor.page.wait_for_timeout(300)
    stage.take(visitor, "widget-menu")
    visitor.page.keyboard.press("Escape")
    give(visitor.box, "paste", "the lid.png", "image/png", kettle())
    give(visitor.box, "drop", "receipt of the order from march.pdf", "", PDF)
    visitor.page.wait_for_timeout(500)
    stage.take(visitor, "widget-files")
    visitor.write("Here is the lid.")
    expect(visitor.log.message("Here is the lid.")).to_have_attribute("data-status", "sent", timeout=20_000)
    visitor.page.wait_for_timeout(800)
    stage.take(visitor, "widget-sent-files")
    id = visitor.page.evaluate(CONVERSATION)
    last = stage.cast.maya.line.call(
        "POST", f"/admin/chatbot/{id}/messages", {"since_id": 0, "limit": 200}, stage.cast.maya.token
    )["last_id"]
    closing = {"client_id": secrets.token_urlsafe(12), "status": "closed", "after": last}
    stage.cast.owner.call("POST", f"/admin/chatbot/{id}/status", closing)
    rating = visitor.panel.get_by_role("group", name="How was this conversation?")
    expect(rating).to_be_visible()
    stage.take(visitor, "widget-rating")
    rating.get_by_role("button", name="Good", exact=True).click()
    visitor.page.wait_for_timeout(600)
    stage.take(visitor, "widget-rated")
    visitor.page.evaluate("Porchlight.setLocale('ar')")
    visitor.page.wait_for_timeout(600)
    stage.take(visitor, "widget-arabic")


def talk(stage: Stage, visitor: WidgetPage) -> None:
    after, id = 0, ""
    for text in WIDGET_TALK:
        after += 1
        if text.startswith("> "):
            sent = {"client_id": secrets.token_urlsafe(12), "body": text[2:], "after": after - 1}
            stage.cast.owner.call("POST", f"/admin/chatbot/{id}/reply", sent)
            continue
        visitor.write(text)
        expect(visitor.log.message(text)).to_have_attribute("data-status", "sent", timeout=20_000)
        id = visitor.page.evaluate(CONVERSATION)


def contact(stage: Stage) -> None:
    before = stage.cast.owner.call("GET", "/admin/site")["site"]["contact_form"]
    site(stage, contact_form="require")
    try:
        visitor = stage.visitor()
        visitor.launcher.click()
        expect(visitor.panel.get_by_label("Name")).to_be_visible()
        stage.take(visitor, "widget-contact")
        visitor.panel.get_by_role("button", name="Start the chat").click()
        visitor.page.wait_for_timeout(200)
        stage.take(visitor, "widget-contact-problem")
    finally:
        site(stage, contact_form=before)
    visitor = stage.visitor().open()
    visitor.write("Do you ship to Norway?")
    visitor.panel.get_by_role("button", name="Get the answer by email").click()
    visitor.page.wait_for_timeout(300)
    stage.take(visitor, "widget-contact-offer")


def away(stage: Stage) -> None:
    site(stage, hours=NIGHT)
    try:
        visitor = stage.visitor().open()
        visitor.page.wait_for_timeout(600)
        stage.take(visitor, "widget-away")
    finally:
        site(stage, hours=None)


SCENES = (greeting, conversation, contact, away)
