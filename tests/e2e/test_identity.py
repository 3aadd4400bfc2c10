"""A verified visitor has the same conversation in every browser, and sees no other visitor's."""

import secrets

import pytest
from playwright.sync_api import expect

from chalicelib.identity.verified import signature


@pytest.fixture(scope="module")
def secret(owner) -> str:
    """Returns the shop's identity secret, which its owner creates."""
    return str(owner.call("POST", "/admin/site/identity-secret", owner.proof)["identity_secret"])


@pytest.fixture
def ada(secret) -> dict[str, str]:
    id = f"customer-{secrets.token_hex(4)}"
    return {"id": id, "hash": signature(secret, id), "name": "Ada Lind", "email": "ada@lind.example"}


def becomes(visitor, user) -> None:
    visitor.page.evaluate("user => window.Porchlight.setUser(user)", user)


def test_another_browser_finds_the_conversation_and_admins_see_the_identity(visitor, new_visitor, admin, ada, unique):
    question, answer = unique("Where is my order?"), unique("On its way.")
    becomes(visitor, ada)
    visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    expect(admin.page.get_by_role("region", name="Conversation with Ada Lind")).to_be_visible()
    header = admin.thread.locator(".thread-header")
    expect(header).to_contain_text(f"Verified visitor: {ada['id']}")
    expect(header).to_contain_text(ada["email"])
    expect(admin.row(admin.conversation_of(question))).to_contain_text(ada["id"])
    admin.write(answer)
    visitor.log.shows(question, answer)
    header.get_by_role("button", name="Block visitor").click()
    expect(admin.page.get_by_role("radio", name="This person")).to_be_checked()
    admin.page.keyboard.press("Escape")

    phone = new_visitor()
    becomes(phone, ada)
    phone.open().log.shows(question, answer)


def test_after_signing_out_nothing_remains_in_the_browser(visitor, ada, unique):
    before, signed_in = unique("Just looking."), unique("My order number is 4711.")
    visitor.open().write(before)
    visitor.log.has_status(before, "Sent")

    becomes(visitor, ada)
    expect(visitor.log.messages).to_have_count(0)
    visitor.write(signed_in)
    visitor.log.has_status(signed_in, "Sent")

    visitor.page.evaluate("window.Porchlight.reset()")
    visitor.log.shows(before)
    kept = visitor.page.evaluate("Object.entries({ ...localStorage, ...sessionStorage }).join()")
    assert ada["id"] not in kept
    assert "4711" not in kept


def test_an_unsigned_identity_is_refused_with_a_message(visitor, ada):
    becomes(visitor, {**ada, "hash": "0" * 64})
    visitor.launcher.click()
    expect(visitor.panel.get_by_text("Chat is not available here")).to_be_visible()
