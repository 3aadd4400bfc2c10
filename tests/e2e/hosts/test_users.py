"""The chat works whatever the site reports about its visitor, and logs ignored values to the console."""

import hashlib
import hmac
import secrets

import pytest
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def secret(owner) -> str:
    return str(owner.call("POST", "/admin/site/identity-secret", owner.proof)["identity_secret"])


def somebody(secret: str) -> dict[str, str]:
    id = f"customer-{secrets.token_hex(4)}"
    return {"id": id, "hash": hmac.new(secret.encode(), id.encode(), hashlib.sha256).hexdigest()}


@pytest.fixture
def ada(secret) -> dict[str, str]:
    return somebody(secret)


@pytest.fixture
def logged(host) -> list[str]:
    lines: list[str] = []
    host.page.on("console", lambda line: lines.append(line.text))
    return lines


def test_spaces_in_a_name_are_normalized(host, admin, secret, logged, unique):
    header = admin.thread.locator(".thread-header")
    for name in ("Ada Lind ", "Ada  Lind", "Ada\u00a0Lind"):
        visitor, text = host.visit("<body>{tag}"), unique("Where is my order?")
        user = {**somebody(secret), "name": name, "email": "ada@lind.example "}
        host.page.evaluate("user => Porchlight.setUser(user)", user)
        visitor.open().write(text)
        admin.open(admin.conversation_of(text))
        expect(header).to_contain_text(user["id"])
        expect(header.get_by_role("heading", name="Ada Lind", exact=True)).to_be_visible()
        expect(header).to_contain_text("ada@lind.example (not verified)")
        host.page.evaluate("Porchlight.close()")
    assert logged == []


def test_an_unusable_attribute_is_logged_once(host, ada, logged, unique):
    visitor, text = host.visit("<body>{tag}"), unique("Where is my order?")
    for email in ("nobody", "nowhere"):
        host.page.evaluate("user => Porchlight.setUser(user)", {**ada, "name": {}, "email": email})
    visitor.open().write(text)
    visitor.log.has_status(text, "Sent")
    assert logged == [f"Porchlight: the visitor's {each} cannot be used and is ignored." for each in ("name", "email")]


def test_values_that_the_server_ignores_are_logged_too(host, ada, logged):
    def ignoring(route):
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "ignored": ["email"]})

    host.page.route("**/chatbot/session", ignoring)
    visitor = host.visit("<body>{tag}")
    host.page.evaluate("user => Porchlight.setUser(user)", {**ada, "email": "ada@lind.example"})
    with host.page.expect_console_message():
        visitor.open()
    assert logged == ["Porchlight: the visitor's email cannot be used and is ignored."]


def test_a_wrong_hash_is_refused_and_the_code_is_logged(host, ada, logged):
    visitor = host.visit("<body>{tag}")
    host.page.evaluate("user => Porchlight.setUser(user)", {**ada, "hash": "0" * 64})
    visitor.launcher.click()
    expect(visitor.panel.get_by_text("Chat is not available here")).to_be_visible()
    assert "Porchlight: the chat is not available here: identity_invalid." in logged


def test_the_verified_tick_is_shown_at_the_id_only(host, admin, ada, unique):
    """The hash verifies only the id. Name and email address are claims of the page."""
    visitor, text = host.visit("<body>{tag}"), unique("It is me, the director.")
    host.page.evaluate("user => Porchlight.setUser(user)", {**ada, "name": "The Director"})
    visitor.open().write(text)
    conversation = admin.conversation_of(text)
    admin.open(conversation)
    tick = admin.thread.locator(".thread-header .verified")
    expect(tick).to_contain_text(ada["id"])
    assert "Director" not in tick.inner_text()
    expect(admin.thread.locator(".thread-name")).not_to_contain_text("knows")
    expect(admin.row(conversation).locator(".verified")).to_contain_text(ada["id"])
    expect(admin.row(conversation).locator(".verified-id")).to_be_visible()
