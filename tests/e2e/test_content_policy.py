"""Both pages work under a strict content security policy without violations."""

from urllib.request import urlopen

from playwright.sync_api import expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.widget_page import WidgetPage

REPORT = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
  console.error("policy violated", violatedDirective, blockedURI, sourceFile));
"""


def test_a_conversation_causes_no_violations_and_no_console_errors(new_context, local_run, unique):
    question, answer = unique("See https://shop.example/kettles?"), unique("The blue one, yes.")
    complaints: list[str] = []

    def page():
        context = new_context(service_workers="allow")
        context.add_init_script(REPORT)
        context.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
        return context.new_page()

    visitor, admin = WidgetPage(page(), local_run.shop), DashboardPage(page(), local_run.pages)
    visitor.visit().open().write(question)
    admin.visit().sign_in(local_run.admin_email, local_run.admin_password)
    admin.open(admin.conversation_of(question))
    admin.write(answer)
    visitor.log.shows(question, answer)
    visitor.is_live()
    visitor.page.reload()
    visitor.log.shows(question, answer)
    admin.is_live()  # Chromium warns of a socket that a reload closes before it is open
    admin.page.reload()
    admin.log.shows(question, answer)
    expect(admin.box).to_be_focused()
    admin.page.keyboard.press("Escape")
    admin.page.keyboard.press("?")
    expect(admin.page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    admin.page.keyboard.press("Escape")
    for section in ("blocks", "team", "site", "audit", "account"):
        admin.settings(section)
    admin.page.get_by_role("button", name="Set up").click()
    admin.confirm("Set up two-factor authentication", local_run.admin_password, "Continue")
    expect(admin.page.get_by_role("img", name="QR code")).to_be_visible()

    assert complaints == []


def test_both_pages_are_served_with_a_policy_that_forbids_inline_code(local_run):
    for address in local_run.shop, f"{local_run.pages}/admin/":
        with urlopen(address) as page:
            policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_dashboard_does_not_run_inside_another_page_even_where_no_header_forbids_it(new_context, local_run):
    page = new_context().new_page()
    page.route("**/admin/", without_headers_against_frames)
    embedding = (
        f"<title>A prize for you</title><iframe src='{local_run.pages}/admin/' width='800' height='600'></iframe>"
    )
    page.route("**/embedding", lambda route: route.fulfill(body=embedding, content_type="text/html"))
    page.goto(f"{local_run.shop}/embedding")
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="Open the dashboard")).to_be_visible()
    expect(frame.get_by_label("Password", exact=True)).to_have_count(0)


def without_headers_against_frames(route):
    answer = route.fetch()
    against = ("content-security-policy", "x-frame-options")
    route.fulfill(response=answer, headers={name: it for name, it in answer.headers.items() if name not in against})
