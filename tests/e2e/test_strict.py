"""A chat with the strictest settings: identity required, one exact origin, strict policies, low limits."""

import hashlib
import hmac
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.attacks.target import Target
from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.widget_page import WidgetPage
from tests.localrun import LocalRun


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[LocalRun, str]]:
    """A separate run, and the identity secret of its site."""
    run = LocalRun(tmp_path_factory.mktemp("strict"))
    run.start()
    target = Target(run, browser)
    owner = target.admin()["token"]
    proof = {"password": run.admin_password}
    secret = target.api("POST", "/admin/site/identity-secret", proof, token=owner).body["identity_secret"]
    settings = {
        "require_identity": True,
        "origins": [run.shop],
        "retention_days": 1,
        "messages_at_once": 3,
        "message_every_ms": 2_000,
        "conversations_per_minute": 5,
        "conversations_per_address": 5,
    }
    assert target.api("PATCH", "/admin/site", settings, token=owner).status == 200
    yield run, secret
    run.stop()


def test_both_sides_exchange_messages_on_the_strictest_site(strict, new_context, unique):
    run, secret = strict
    visitor = signed_in(new_context().new_page(), run, secret, "alice@shop.example")
    admin = DashboardPage(new_context().new_page(), run.pages).visit()
    admin.sign_in(run.admin_email, run.admin_password)
    question, answer = unique("May I come in?"), unique("You may.")
    visitor.open().write(question)
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    admin.write(answer)
    visitor.log.shows(question, answer)


def test_the_same_person_finds_the_conversation_in_another_browser(strict, new_context, unique):
    run, secret = strict
    text = unique("from my desk")
    at_the_desk = signed_in(new_context().new_page(), run, secret, "bob@shop.example")
    at_the_desk.open().write(text)
    at_the_desk.log.has_status(text, "Sent")
    on_the_phone = signed_in(new_context().new_page(), run, secret, "bob@shop.example")
    on_the_phone.open()
    on_the_phone.log.shows(text)


def test_an_unverified_visitor_sees_that_chat_is_not_available(strict, new_context):
    run, _ = strict
    stranger = WidgetPage(new_context().new_page(), run.shop).visit()
    stranger.launcher.click()
    expect(stranger.panel.get_by_text("not available")).to_be_visible()


def signed_in(page: Page, run: LocalRun, secret: str, user_id: str) -> WidgetPage:
    """Opens the shop's page as this signed-in user."""
    signature = hmac.new(secret.encode(), user_id.encode(), hashlib.sha256).hexdigest()

    def with_identity(route):
        answer = route.fetch()
        tag = f'data-user-id="{user_id}" data-user-hash="{signature}" data-token='
        route.fulfill(response=answer, body=re.sub(r"data-token=", tag, answer.text(), count=1))

    page.route(re.compile(re.escape(run.shop) + "/$"), with_identity)
    return WidgetPage(page, run.shop).visit()
