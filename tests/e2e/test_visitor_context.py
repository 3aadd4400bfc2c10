"""Where a site collects what the page says about the visit: what visitors are told, and what admins see."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Response, expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.hosts.host_page import HostPages, addresses_of

NOTE = "With your messages we also get which pages you visited here"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def collecting(owner) -> Iterator[None]:
    owner.call("PATCH", "/admin/site", {"visitor_context": True, "look": {"hidden_paths": ["/host/reset"]}})
    yield
    owner.call("PATCH", "/admin/site", {"visitor_context": False, "look": None})


@pytest.fixture
def host(new_context, local_run) -> HostPages:
    return HostPages(new_context().new_page(), addresses_of(local_run))


def test_a_visit_is_shown_beside_the_conversation_and_in_its_export(collecting, host, admin, unique):
    question, later = unique("Is the blue kettle in stock?"), unique("And the red one?")
    listens = """<script>
      window.refused = [];
      window.Porchlight = [["setContext", { plan: "pro", orders: 3 }], ["setContext", { plan: {} }]];
      window.Porchlight.push(["on", "error", ({ detail }) => refused.push(detail.code)]);
    </script>"""
    for name in ("start", "reset", "kettles"):
        host.page.goto(host.add(name, "<title>Kettles</title><body>{tag}") + "?token=s3cret#colour")
    said: list[dict[str, object]] = []
    host.page.on(
        "request",
        lambda request: said.append(json.loads(request.post_data or "{}")) if "/message" in request.url else None,
    )
    visitor = host.visit(f"<body>{listens}{{tag}}")
    visitor.open()
    expect(visitor.panel.get_by_text(NOTE)).to_be_visible()
    assert host.page.evaluate("refused") == ["context_invalid"]
    assert not said
    assert "referrer" not in host.page.evaluate("JSON.stringify(sessionStorage)")
    visitor.write(question)
    visitor.log.has_status(question, "Sent")
    visitor.write(later)
    visitor.log.has_status(later, "Sent")
    assert [bool(each.get("context")) for each in said if each.get("body")] == [True, False]
    assert "s3cret" not in json.dumps(said)
    assert "/host/reset" not in json.dumps(said)

    conversation = admin.conversation_of(later)
    admin.open(conversation)
    button = admin.thread.get_by_role("button", name="Visitor details")
    button.click()
    details = admin.page.get_by_role("dialog", name="Visitor")
    expect(details.get_by_role("region", name="Visit", exact=True)).to_contain_text("/host/page")
    pages = details.get_by_role("region", name="Pages visited").get_by_role("listitem")
    expect(pages).to_have_text(["/host/page", "/host/kettles", "/host/start"])
    expect(details.get_by_role("region", name="From your site")).to_contain_text("orders3")
    expect(details.get_by_text("Computer")).to_be_visible()

    host.page.evaluate("history.pushState(null, '', '/host/cart?coupon=s3cret')")
    visitor.write(third := unique("I am at the till now."))
    visitor.log.has_status(third, "Read")
    expect(pages.first).to_have_text("/host/cart")
    expect(button).to_be_focused()
    details.get_by_role("button", name="Close").click()
    expect(details).to_be_hidden()
    expect(button).to_be_focused()

    admin.page.set_viewport_size(PHONE)
    button.click()
    expect(details).to_be_visible()
    assert details.evaluate("each => each.matches(':modal')")
    expect(details.get_by_role("button", name="Close")).to_be_focused()
    admin.page.keyboard.press("Escape")
    expect(details).to_be_hidden()
    expect(button).to_be_focused()
    admin.page.set_viewport_size(DESKTOP)

    with admin.page.expect_download() as kept:
        admin.page.get_by_role("button", name="More actions").click()
        admin.page.get_by_role("menuitem", name="Export visitor's data").click()
    exported = json.loads(kept.value.path().read_text(encoding="utf-8"))
    assert exported["context"]["data"] == {"plan": "pro", "orders": 3}


def is_change(answer: Response) -> bool:
    return answer.request.method == "PATCH"


def test_an_owner_switches_it_on_and_a_visitor_whose_part_does_not_load_still_writes(admin, owner, new_visitor, unique):
    card = admin.settings("site").card("Visitor context")
    switch = card.get_by_role("switch", name="Collect visitor context")
    expect(switch).not_to_be_checked()
    with admin.page.expect_response(is_change):
        switch.check()
    expect(switch).to_be_checked()
    assert owner.call("GET", "/admin/site")["site"]["visitor_context"] is True
    visitor = new_visitor()
    visitor.page.route("**/widget/context*.js", lambda route: route.abort())
    visitor.open().write(text := unique("Do you ship to Norway?"))
    visitor.log.has_status(text, "Sent")
    with admin.page.expect_response(is_change):
        switch.uncheck()
    expect(switch).not_to_be_checked()
    assert owner.call("GET", "/admin/site")["site"]["visitor_context"] is False
