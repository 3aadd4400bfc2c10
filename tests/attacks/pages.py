"""Attacks through web pages."""

from typing import Any

from playwright.sync_api import Page

from tests.attacks.target import Breach, Reply, Target, refused
from tests.e2e.dashboard_page import DashboardPage

AS_TEXT = {"Content_Type": "text/plain;charset=UTF-8"}
PAYLOADS = [
    "<img src=x onerror=\"document.title='breached'\">",
    "<script>document.title='breached'</script>",
    "<svg/onload=document.title='breached'>",
    "javascript:document.title='breached'",
    "https://evil.example/\"onmouseover=\"document.title='breached'",
    "data:text/html,<script>parent.document.title='breached'</script>",
    '<a href="javascript:alert(1)">https://shop.example</a>',
    "{{constructor.constructor('document.title=\"breached\"')()}}",
    "<iframe srcdoc=\"<script>parent.document.title='breached'</script>\"></iframe>",
    "<style>*{display:none}</style>",
]


def call_from_another_page(target: Target) -> int:
    """Embed the widget on another site, or use somebody's session from another page."""
    host = target.origin.removeprefix("http://")
    look_alikes = [
        "https://evil.example",
        f"http://{host}.evil.example",
        f"http://evil.example/{host}",
        f"http://evil-{host}",
        f"https://{host}",
        f"http://{host}0",
        f"http://user@{host}",
        target.run.pages,
        target.run.api.removesuffix("/api"),
        target.origin.upper() + "/",
        "null",
        "file://",
    ]
    victim = target.victim("hello")
    for origin in look_alikes:
        session = target.api("POST", "/chatbot/session", {"widget_token": target.widget_token}, origin=origin)
        refused(session, 403, what=f"a session for {origin}")
        stolen = target.api("GET", "/chatbot/messages", token=victim["token"], origin=origin)
        refused(stolen, 403, what=f"a stolen token used at {origin}")
        posted = target.api("POST", "/chatbot/messages", {"token": victim["token"]}, origin=origin, **AS_TEXT)
        refused(posted, 403, what=f"a stolen token in a body sent at {origin}")
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"token={victim['token']}"}
    for path in ("/chatbot/message", "/admin/session"):
        reply = target.api("POST", path, b"email=a&password=b", origin="https://evil.example", **form)
        refused(reply, 401, 415, what=f"a form posted to {path}")
        without_credentials(reply)
    # A form with enctype=text/plain sends name=value, which can be made a JSON object.
    cookie = {**AS_TEXT, "Cookie": f"token={victim['token']}"}
    message = b'{"client_id":"attack-00000001","after":0,"body":"="}'
    for path, body in (("/chatbot/message", message), ("/admin/chatbot", b'{"limit":1}'), ("/admin/ticket", b"{}")):
        reply = target.api("POST", path, body, origin="https://evil.example", **cookie)
        refused(reply, 401, what=f"a form that is JSON, posted to {path}")
    # With the password, one may sign in from any page, and only that page gets the session.
    credentials = {"email": target.run.admin_email, "password": target.run.admin_password}
    without_credentials(target.api("POST", "/admin/session", credentials, origin="https://evil.example", **AS_TEXT))
    return 3 * len(look_alikes) + 6


def without_credentials(reply: Reply) -> None:
    if "set-cookie" in reply.headers or "access-control-allow-credentials" in reply.headers:
        raise Breach(f"ambient credentials: {reply.headers}")


def run_a_script_in_the_dashboard(target: Target) -> int:
    """Send a message that runs as code when an admin reads it."""
    session = target.visitor()
    for after, payload in enumerate(PAYLOADS):
        assert target.send(session["token"], payload, after).status == 201
    page = target.browser.new_page()
    try:
        requested: list[str] = []
        page.on("request", lambda request: requested.append(request.url))
        page.on("dialog", lambda dialog: requested.append(dialog.message))
        admin = DashboardPage(page, target.run.pages).visit()
        admin.sign_in(target.run.admin_email, target.run.admin_password)
        admin.open(session["conversation_id"])
        admin.log.shows(*PAYLOADS)
        inspect(page, admin.log.element, requested, target)
    finally:
        page.close()
    return len(PAYLOADS)


def inspect(page: Page, log: Any, requested: list[str], target: Target) -> None:
    if "breached" in page.title():
        raise Breach("a message ran as code")
    if log.locator("img, script, iframe, style, object, embed").count():
        raise Breach("a message became an element")
    links = log.locator("a").evaluate_all("links => links.map(({href}) => href)")
    if any(not link.startswith(("http://", "https://", "mailto:")) for link in links):
        raise Breach(f"a link that runs: {links}")
    if elsewhere := [
        url for url in requested if not url.startswith((target.run.pages, target.run.api, "data:image/svg"))
    ]:
        raise Breach(f"a message made the page request {elsewhere}")
