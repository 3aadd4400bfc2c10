"""axe-core finds no violations in any state of both pages, in light and dark mode, on desktop and on a phone."""

import json
import secrets
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from devtools.folders import NODE_MODULES, ROOT
from tests.e2e.dashboard_page import DashboardPage

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
FIXTURES = ROOT / "tests" / "wire" / "calls"
VIEWPORTS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
# Waits for fade-in animations, which may start a frame or two after the page has changed.
VIOLATIONS = """async ([part, chosen]) => {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  const roots = [document, ...[...document.querySelectorAll("*")].map((each) => each.shadowRoot).filter(Boolean)];
  const passing = roots
    .flatMap((root) => root.getAnimations())
    .filter((each) => each.effect.getComputedTiming().endTime < 5000);
  await Promise.allSettled(passing.map((each) => each.finished));
  return (await axe.run(part, { ...chosen, resultTypes: ["violations"] })).violations;
}"""

# The dark scheme differs in colours alone. axe takes as long for its other rules as for these.
SCHEMES = {"dark": {"runOnly": ["color-contrast", "link-in-text-block"]}, "light": {}}
# The rows of the inbox that other tests have left are all alike, unless they are open or selected. With five of them,
# axe takes a quarter less time.
FURTHER_ROWS = "nav.inbox-scroll li:nth-child(n + 6):not(:has([aria-current], [data-selected=true]))"


@pytest.fixture(params=VIEWPORTS)
def look(request) -> dict[str, Any]:
    # A script of the browser context, so that the page's content security policy stays in force.
    return {"init_script": AXE, "viewport": VIEWPORTS[request.param]}


def finds_nothing(page: Page, state: str, part: str = "html") -> None:
    for scheme, chosen in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        context = {"include": [[part]], "exclude": [[FURTHER_ROWS]]}
        found = page.evaluate(VIOLATIONS, [context, chosen])
        violations = [
            f"{each['id']}: {node['html'][:160]} {node['failureSummary']}" for each in found for node in each["nodes"]
        ]
        assert not violations, f"{state}, {scheme}:\n" + "\n".join(violations)


def test_axe_finds_nothing_in_the_widget(look, new_visitor, owner, unique):
    visitor = new_visitor(**look)
    finds_nothing(visitor.page, "the shop, the widget closed")

    visitor.open()
    expect(visitor.panel).to_have_accessible_name("Chat with Fern & Kettle")
    finds_nothing(visitor.page, "open and empty")
    emoji = visitor.panel.get_by_role("button", name="Insert emoji")
    emoji.click()
    finds_nothing(visitor.page, "the emoji")
    visitor.page.evaluate("Porchlight.setLocale('ar')")
    expect(visitor.panel.locator("[dir=rtl].panel-content")).to_be_attached()
    finds_nothing(visitor.page, "the emoji, from right to left", "porchlight-chat")
    visitor.page.evaluate("Porchlight.setLocale('en')")
    emoji.click()

    question, answer, failed = unique("Is the blue kettle in stock?"), unique("See https://shop.example"), unique("Oh.")
    visitor.write(question)
    visitor.log.has_status(question, "Sent")
    owner.reply(question, answer)
    visitor.log.shows(question, answer)
    visitor.log.has_status(question, "Read")
    visitor.page.route("**/api/chatbot/message", lambda route: route.fulfill(status=409, json=refusal("not_now")))
    visitor.write(failed)
    visitor.log.has_status(failed, "Not sent")
    # Only the widget: axe orders a link in a shadow root before the shop's skip link.
    finds_nothing(visitor.page, "with messages, one of them failed", "porchlight-chat")

    visitor.close()
    owner.reply(answer, "One more thing")
    expect(visitor.launcher).to_have_accessible_name("Open chat, 1 unread message")
    finds_nothing(visitor.page, "closed, with an unread message", "porchlight-chat")


def test_axe_finds_nothing_in_the_forms_for_an_address(look, new_visitor, new_admin, owner, unique):
    question = unique("Is the blue kettle in stock?")
    form = owner.call("GET", "/admin/site")["site"]["contact_form"]
    owner.call("PATCH", "/admin/site", {"contact_form": "require"})
    try:
        visitor = new_visitor(**look)
        visitor.launcher.click()
        panel = visitor.panel
        expect(panel.get_by_label("Name")).to_be_visible()
        finds_nothing(visitor.page, "the form before the first message")
        panel.get_by_role("button", name="Start the chat").click()
        expect(panel.get_by_role("alert")).to_have_text("Please enter your name.")
        finds_nothing(visitor.page, "the form with a problem")
        panel.get_by_label("Name").fill("Ana")
        panel.get_by_label("Email address").fill("ana@home.example")
        panel.get_by_role("button", name="Start the chat").click()
        visitor.write(question)
        expect(panel.get_by_text("Answers also go to ana@home.example")).to_be_visible()
        finds_nothing(visitor.page, "an address is saved", "porchlight-chat")
        admin = new_admin(**look)
        admin.open(admin.conversation_of(question))
        expect(admin.thread.get_by_text("ana@home.example (not verified)")).to_be_visible()
        finds_nothing(admin.page, "a thread with an address")
        panel.get_by_role("button", name="Remove").click()
        expect(panel.get_by_role("button", name="Get the answer by email")).to_be_visible()
        finds_nothing(visitor.page, "the offer", "porchlight-chat")
        panel.get_by_role("button", name="Get the answer by email").click()
        finds_nothing(visitor.page, "the offer's form", "porchlight-chat")
    finally:
        owner.call("PATCH", "/admin/site", {"contact_form": form})


def test_axe_finds_nothing_where_chat_is_not_available(look, new_visitor):
    visitor = new_visitor(**look)
    body = refusal("site_disabled")
    visitor.page.route("**/api/chatbot/session", lambda route: route.fulfill(status=403, json=body))

    visitor.launcher.click()

    expect(visitor.panel.get_by_text("Chat is not available here")).to_be_visible()
    finds_nothing(visitor.page, "refused")


def test_axe_finds_nothing_in_the_sign_in_page(look, new_context, local_run):
    admin = DashboardPage(new_context(**look).new_page(), local_run.pages).visit()
    expect(admin.page.get_by_role("heading", name="Sign in")).to_be_visible()
    finds_nothing(admin.page, "sign-in")

    admin.page.get_by_role("button", name="Sign in").click()
    expect(admin.page.get_by_text("Enter your email.")).to_be_visible()
    finds_nothing(admin.page, "sign-in with a problem")

    body = refusal("second_factor_required")
    admin.page.route("**/api/admin/session", lambda route: route.fulfill(status=401, json=body))
    admin.page.get_by_label("Email").fill("maya@example.com")
    admin.page.get_by_label("Password", exact=True).fill("correct horse battery staple")
    admin.page.get_by_role("button", name="Sign in").click()
    expect(admin.page.get_by_role("heading", name="Two-factor authentication")).to_be_visible()
    finds_nothing(admin.page, "second factor requested")

    body = refusal("sign_in_slowed")
    admin.page.get_by_role("button", name="Back").click()
    admin.page.route("**/api/admin/session", lambda route: route.fulfill(status=429, json=body))
    admin.page.get_by_role("button", name="Sign in").click()
    expect(admin.page.get_by_role("button", name="Use a two-factor code instead")).to_be_visible()
    finds_nothing(admin.page, "sign-in with a wait")


def test_axe_finds_nothing_in_the_empty_inbox(look, new_context, local_run):
    page = new_context(**look).new_page()
    page.route("**/api/admin/chatbot", empty_inbox)
    admin = DashboardPage(page, local_run.pages).visit().sign_in(local_run.admin_email, local_run.admin_password)

    expect(page.get_by_role("heading", name="Welcome to Porchlight")).to_be_visible()
    finds_nothing(admin.page, "empty inbox")


def test_axe_finds_nothing_in_the_inbox_and_a_thread(look, visitor, new_admin, unique):
    question, answer, failed = unique("Is the blue kettle in stock?"), unique("See https://shop.example"), unique("Oh.")
    visitor.open().write(question)
    admin = new_admin(**look)
    conversation = admin.conversation_of(question)
    finds_nothing(admin.page, "inbox")

    admin.open(conversation)
    admin.write(answer)
    admin.log.has_status(answer, "Read")
    details = admin.thread.get_by_role("button", name="Visitor details")
    details.click()
    expect(admin.page.get_by_role("dialog", name="Visitor").get_by_text("Nothing is known")).to_be_visible()
    admin.page.get_by_role("dialog", name="Visitor").get_by_role("button", name="Edit").click()
    finds_nothing(admin.page, "a visitor's details, being corrected")
    admin.page.get_by_role("dialog", name="Visitor").get_by_role("button", name="Close").click()
    admin.thread.get_by_role("button", name="Note", exact=True).click()
    admin.page.get_by_role("textbox", name="Note for your team").fill("Ask **the warehouse**")
    admin.page.keyboard.press("Enter")
    expect(admin.thread.get_by_role("group", name="Your note")).to_be_visible()
    admin.thread.get_by_role("button", name="Tag", exact=True).click()
    expect(admin.page.get_by_role("combobox", name="Tags")).to_be_focused()
    finds_nothing(admin.page, "a note, and the menu of tags")
    admin.page.keyboard.press("Escape")
    admin.thread.get_by_role("button", name="Reply", exact=True).click()
    admin.thread.get_by_role("button", name="Block visitor").click()
    expect(admin.page.get_by_role("dialog", name="Block this visitor?")).to_be_visible()
    finds_nothing(admin.page, "block dialog")
    admin.page.keyboard.press("Escape")
    admin.thread.get_by_role("button", name="More actions").click()
    finds_nothing(admin.page, "the menu of a conversation")
    admin.page.get_by_role("menuitem", name="Delete…").click()
    expect(admin.page.get_by_role("dialog", name="Delete all data of Visitor?")).to_be_visible()
    finds_nothing(admin.page, "erase dialog")
    admin.page.keyboard.press("Escape")
    admin.page.route("**/reply", lambda route: route.fulfill(status=403, json=refusal("blocked")))
    admin.write(failed)
    admin.log.has_status(failed, "Not sent")
    finds_nothing(admin.page, "thread with a failed message")

    admin.page.goto(f"{admin.url}#/c/c_nobody")
    expect(admin.page.get_by_text("Conversation not found")).to_be_visible()
    finds_nothing(admin.page, "conversation not found")


def test_axe_finds_nothing_in_the_settings(look, new_admin, owner):
    member = owner.member("Noor Haddad")
    owner.call("POST", "/admin/invitations", {"email": f"x{member.email}", "role": "agent", **owner.proof})
    admin: DashboardPage = new_admin(**look)
    page = admin.page
    page.goto(f"{admin.url}#/settings")
    expect(page.get_by_role("link", name="Audit log")).to_be_visible()
    finds_nothing(page, "all settings")
    for section, shown in SECTIONS.items():
        expect(admin.settings(section).page.get_by_text(shown).first).to_be_visible()
        finds_nothing(page, f"settings: {section}")

    admin.settings("account").page.get_by_role("button", name="Set up").click()
    expect(admin.dialog("Set up two-factor authentication").get_by_label("Password", exact=True)).to_be_focused()
    finds_nothing(page, "password dialog before the second factor")
    admin.confirm("Set up two-factor authentication", owner.proof["password"], "Continue")
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    finds_nothing(page, "setting up the second factor")
    page.keyboard.press("Escape")

    admin.settings("team")
    row = admin.card("Members").get_by_role("listitem").filter(has_text=member.email)
    row.get_by_role("button", name="Actions for Noor").click()
    finds_nothing(page, "the menu of a member")
    page.get_by_role("menuitem", name="Reset password").click()
    finds_nothing(page, "password reset dialog")
    admin.confirm("Reset the password of Noor", owner.proof["password"], "Create link")
    expect(page.get_by_label("Password reset link")).to_be_visible()
    finds_nothing(page, "the link of a password reset")
    owner.remove(member)


SECTIONS = {
    "account": "This browser",
    "blocks": "They are not told why.",
    "team": "Noor Haddad",
    "site": "Turn off chat",
    "widget": "Colours",
    "audit": "signed in",
}


def test_axe_finds_nothing_in_the_palette_and_the_canned_replies(look, caller, new_admin, owner, unique):
    question, name = unique("Is the blue kettle in stock?"), f"axe-{secrets.token_hex(3)}"
    draft = {"name": name, "title": "Greeting", "text": "Hello {visitor.name}"}
    entry = owner.call("POST", "/admin/canned-replies/entries", draft)["reply"]
    try:
        caller.write(question)
        admin = new_admin(**look)
        page = admin.page
        conversation = admin.conversation_of(question)
        page.get_by_role("button", name="Search and actions").click()
        palette = admin.dialog("Search and actions")
        expect(palette.get_by_role("option", name="Audit log")).to_be_visible()
        finds_nothing(page, "palette")
        palette.get_by_role("combobox").fill("nothing has this name")
        expect(palette.get_by_text("Nothing found")).to_be_visible()
        finds_nothing(page, "palette without results")
        page.keyboard.press("Escape")
        admin.open(conversation)
        admin.box.fill(f"/{name}")
        expect(admin.thread.get_by_role("option")).to_have_count(1)
        finds_nothing(page, "canned replies in a conversation", ".reply")
        admin.box.press("Enter")
        admin.box.press("Enter")
        expect(admin.thread.get_by_text("is not filled in")).to_be_visible()
        finds_nothing(page, "a placeholder that is left", ".reply")
        admin.settings("canned")
        expect(page.get_by_text(f"/{name}")).to_be_visible()
        finds_nothing(page, "settings: canned")
        page.get_by_role("button", name="Add canned reply").click()
        finds_nothing(page, "canned reply dialog")
    finally:
        owner.call("DELETE", f"/admin/canned-replies/entries/{entry['id']}", {"revision": 1})


def test_axe_finds_nothing_in_the_pages_of_links(look, new_dashboard):
    dashboard: DashboardPage = new_dashboard(**look)
    page = dashboard.page
    page.goto(f"{dashboard.url}#/invitation/in_default.i_nobody.0000")
    expect(page.get_by_role("heading", name="You are invited")).to_be_visible()
    page.get_by_role("button", name="Accept invitation").click()
    expect(page.get_by_label("Your name")).to_be_focused()
    finds_nothing(page, "an invitation without a name")
    page.get_by_label("Your name").fill("Olu")
    page.get_by_label("New password").fill("a kettle that sings at six")
    page.get_by_role("button", name="Accept invitation").click()
    expect(page.get_by_role("alert")).to_contain_text("This link has been used")
    finds_nothing(page, "an invitation that was used")
    page.goto(f"{dashboard.url}#/reset/pr_default.a_nobody.0000")
    expect(page.get_by_role("heading", name="Choose a new password")).to_be_visible()
    finds_nothing(page, "a password reset")


def refusal(code: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": "Refused by a test."}}


def empty_inbox(route: Route) -> None:
    fixture = json.loads((FIXTURES / "admin_inbox_since.json").read_text(encoding="utf-8"))
    route.fulfill(json=fixture["response"]["body"])
