"""A visitor leaves an address and the page; the mail with the answer has a link that opens the conversation again."""

import email
import email.policy
import re
import secrets
import time
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.widget_page import WidgetPage


def mail_to(folder: Path, address: str, within: float = 60) -> EmailMessage:
    until = time.monotonic() + within
    while time.monotonic() < until:
        for path in sorted((folder / "mail").glob("*.eml")):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if address in str(mail["To"]):
                return mail
        time.sleep(0.5)
    raise AssertionError(f"no mail to {address}")


def test_the_answers_link_opens_the_conversation_in_another_browser_once(
    new_context, new_admin, owner, local_run, unique
):
    owner.call("PATCH", "/admin/site", {"answer_after_seconds": 0})
    address = f"ana-{secrets.token_hex(4)}@home.example"
    question, answer = unique("Is the blue kettle in stock?"), unique("Yes, three are left")
    context = new_context()
    visitor = WidgetPage(context.new_page(), local_run.shop).visit().open()
    expect(visitor.page.get_by_text("Get the answer by email")).to_have_count(0)
    visitor.write(question)
    visitor.page.get_by_role("button", name="Get the answer by email").click()
    visitor.page.get_by_label("Email address").fill(address)
    visitor.page.get_by_role("button", name="Save").click()
    expect(visitor.page.get_by_text(f"Answers also go to {address}")).to_be_visible()
    context.close()

    admin = new_admin()
    admin.open(admin.conversation_of(question))
    admin.write(answer)

    mail = mail_to(local_run.folder, address)
    part = mail.get_body(("plain",))
    assert part is not None
    assert answer in part.get_content()
    link = re.search(r"\S+#porchlight=\S+", part.get_content())
    assert link
    page = new_context().new_page()
    parts: list[str] = []
    page.on("request", lambda request: parts.append(request.url) if "/extras" in request.url else None)
    page.goto(link[0])
    expect(page.get_by_text(answer)).to_be_visible()
    expect(page.get_by_text(question)).to_be_visible()
    assert "porchlight" not in page.url
    expect(page.get_by_role("button", name="More options")).to_be_visible()  # loaded by the extras
    assert len(parts) == 1
    again = new_context().new_page()
    again.goto(link[0])
    expect(again.get_by_label("Write a message")).to_be_visible()
    expect(again.get_by_text(answer)).to_have_count(0)
