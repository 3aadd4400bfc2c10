"""A chat with the strictest settings: identity required, one exact origin, strict policies, low limits."""

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.owner import Member, Owner
from tests.e2e.widget_page import WidgetPage
from tests.localrun import LocalRun


@dataclass(frozen=True)
class Strict:
    """A site of its own. `member` is one of its team, and of no other."""

    run: LocalRun
    widget_token: str
    identity_secret: str
    member: Member


@pytest.fixture(scope="module")
def strict(local_run: LocalRun, owner: Owner) -> Strict:
    founder = owner.member("Olu Adeyemi", role="owner")
    head = Owner(local_run.api, founder.email, founder.password)
    site = {"client_id": secrets.token_hex(8), "name": "The strict shop", "origins": [local_run.shop]}
    head.credentials["site_id"] = head.call("POST", "/admin/sites", site)["site"]["id"]
    head.token = None  # the next session is at the new site
    owner.remove(founder)  # other tests need the only owner of the first site
    settings = {
        "require_identity": True,
        "origins": [local_run.shop],
        "retention_days": 1,
        "messages_at_once": 3,
        "message_every_ms": 2_000,
        "conversations_per_minute": 5,
        "conversations_per_address": 5,
    }
    identity_secret = head.call("POST", "/admin/site/identity-secret", head.proof)["identity_secret"]
    widget_token = head.call("PATCH", "/admin/site", settings)["site"]["widget_token"]
    return Strict(local_run, widget_token, identity_secret, head.member("Noor Haddad"))


def test_both_sides_exchange_messages_on_the_strictest_site(strict, new_context, unique):
    visitor = signed_in(new_context().new_page(), strict, "alice@shop.example")
    admin = DashboardPage(new_context().new_page(), strict.run.pages).visit()
    admin.sign_in(strict.member.email, strict.member.password)
    question, answer = unique("May I come in?"), unique("You may.")
    visitor.open().write(question)
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    admin.write(answer)
    visitor.log.shows(question, answer)


def test_the_same_person_finds_the_conversation_in_another_browser(strict, new_context, unique):
    text = unique("from my desk")
    at_the_desk = signed_in(new_context().new_page(), strict, "bob@shop.example")
    at_the_desk.open().write(text)
    at_the_desk.log.has_status(text, "Sent")
    on_the_phone = signed_in(new_context().new_page(), strict, "bob@shop.example")
    on_the_phone.open()
    on_the_phone.log.shows(text)


def test_an_unverified_visitor_sees_that_chat_is_not_available(strict, new_context):
    page = new_context().new_page()
    has_tag(page, strict)
    stranger = WidgetPage(page, strict.run.shop).visit()
    stranger.launcher.click()
    expect(stranger.panel.get_by_text("not available")).to_be_visible()


def signed_in(page: Page, strict: Strict, user_id: str) -> WidgetPage:
    """Opens the shop's page as this signed-in user."""
    signature = hmac.new(strict.identity_secret.encode(), user_id.encode(), hashlib.sha256).hexdigest()
    has_tag(page, strict, f'data-user-id="{user_id}" data-user-hash="{signature}"')
    return WidgetPage(page, strict.run.shop).visit()


def has_tag(page: Page, strict: Strict, attributes: str = "") -> None:
    """The shop's page gets the strict site's tag."""

    def with_tag(route):
        answer = route.fetch()
        tag = f'{attributes} data-token="{strict.widget_token}"'
        route.fulfill(response=answer, body=re.sub(r'data-token="[^"]*"', tag, answer.text(), count=1))

    page.route(re.compile(re.escape(strict.run.shop) + "/$"), with_tag)
