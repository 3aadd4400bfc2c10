"""What the page's own scripts do with the chat: calls before and after loading, events, and removing it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import USUAL
from tests.e2e.hosts.host_page import HostPages, addresses_of
from tests.e2e.waiting import wait_until

NAMES = ("ready", "opened", "closed", "message", "unread", "error")
# Listeners of both kinds, on both objects, and one that fails, before the script has loaded.
LISTENS = (
    """<script>
  window.heard = [];
  window.Porchlight = [];
  for (const name of NAMES) {
    window.Porchlight.push(["on", name, () => { throw new Error("a mistake of the page"); }]);
    window.Porchlight.push(["on", name, ({ detail }) => heard.push(["on", name, detail])]);
    document.addEventListener(`porchlight:${name}`, ({ detail }) => heard.push(["document", name, detail]));
    window.addEventListener(`porchlight:${name}`, ({ detail }) => heard.push(["window", name, detail]));
  }
  window.Porchlight.push(["on", "opened", "not a function"]);
  window.Porchlight.push("noSuchCall");
</script>"""
).replace("NAMES", json.dumps(NAMES))
# Counts what is left: listeners without those that the page has added, timers, and sockets.
COUNTS = """
  window.left = { listeners: new Set(), timers: new Map(), sockets: new Set() };
  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    const name = target === window ? "window" : "document";
    target.addEventListener = function (type, listener, options) {
      const entry = `${name} ${type} ${String(listener).slice(0, 80)}`;
      left.listeners.add(entry);
      const removed = () => left.listeners.delete(entry);
      options?.signal?.addEventListener("abort", removed);
      const once = options?.once ? (event) => { removed(); listener.call(this, event); } : listener;
      return addEventListener.call(this, type, once, options);
    };
    target.removeEventListener = function (type, listener, options) {
      left.listeners.delete(`${name} ${type} ${String(listener).slice(0, 80)}`);
      return removeEventListener.call(this, type, listener, options);
    };
  }
  const { setTimeout, clearTimeout } = window;
  window.setTimeout = (job, ms, ...rest) => {
    const timer = setTimeout(() => { left.timers.delete(timer); job(...rest); }, ms);
    left.timers.set(timer, `${ms} ms: ${String(job).slice(0, 80)}`);
    return timer;
  };
  window.clearTimeout = (timer) => { left.timers.delete(timer); clearTimeout(timer); };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      left.sockets.add(this);
      this.addEventListener("close", () => left.sockets.delete(this));
    }
  };
"""
CLEARED_WITHIN_SECONDS = 5
LEFT = """() => ({
  listeners: [...left.listeners], timers: [...left.timers.values()], sockets: left.sockets.size
})"""


def heard(host: HostPages, kind: str) -> list[tuple[str, object]]:
    return [(name, detail) for by, name, detail in host.page.evaluate("heard") if by == kind]


@pytest.fixture
def host(browser: Browser, local_run: Any) -> Iterator[HostPages]:
    """Not by `new_context`, for which an error of the page is one of the widget."""
    context = browser.new_context(**USUAL)
    yield HostPages(context.new_page(), addresses_of(local_run))
    context.close()


def test_events_reach_the_page_in_three_ways_whatever_its_listeners_throw(host, owner, unique):
    question, answer = unique("Is the red kettle back?"), unique("It is.")
    visitor = host.visit(f"<head>{LISTENS}</head><body>{{tag}}")
    expect(visitor.launcher).to_be_visible()
    host.page.evaluate("Porchlight.open()")
    visitor.write(question)
    visitor.log.has_status(question, "Sent")
    host.page.evaluate("Porchlight.close()")
    expect(visitor.panel).to_be_hidden()
    owner.reply(question, answer)
    expect(visitor.launcher).to_have_accessible_name("Open chat, 1 unread message")

    events = heard(host, "document")
    assert [name for name, _ in events] == ["ready", "opened", "message", "closed", "message", "unread"]
    assert events == heard(host, "window") == heard(host, "on")
    details = [detail for _, detail in events]
    assert details[0] is details[1] is details[3] is None
    assert {**details[2], "sent_at": 0} == {
        "id": 1,
        "sender_type": "visitor",
        "sender_name": "Visitor",
        "body": question,
        "sent_at": 0,
    }
    assert (details[4]["sender_type"], details[4]["body"]) == ("admin", answer)
    assert details[5] == {"count": 1}


def test_a_panel_that_cannot_be_loaded_is_an_error_for_the_page(host):
    visitor = host.visit(f"<head>{LISTENS}</head><body>{{tag}}")
    host.page.route("**/widget/panel*", lambda route: route.abort())
    visitor.launcher.click()
    expect(visitor.launcher).to_have_attribute("data-look", "failed")
    assert heard(host, "document")[1:] == [("error", {"code": "load_failed"})]


def test_the_page_hides_the_launcher_and_still_opens_the_panel(host):
    visitor = host.visit("<body><script>Porchlight = ['hide']</script>{tag}")
    expect(visitor.widget).to_be_attached()
    host.page.wait_for_load_state("networkidle")
    expect(visitor.launcher).to_be_hidden()
    host.page.evaluate("Porchlight.open()")
    expect(visitor.box).to_be_visible()
    expect(visitor.launcher).to_be_hidden()
    host.page.evaluate("Porchlight.hide()")
    expect(visitor.panel).to_be_hidden()
    host.page.evaluate("Porchlight.show()")
    expect(visitor.launcher).to_be_visible()


def test_a_prefilled_text_never_replaces_what_the_visitor_wrote(host):
    visitor = host.visit("<body><script>Porchlight = [['prefill', 'I have a question about ']]</script>{tag}")
    visitor.open()
    expect(visitor.box).to_have_value("I have a question about ")
    visitor.box.press_sequentially("tea")
    host.page.evaluate("Porchlight.prefill('Hello')")
    expect(visitor.box).to_have_value("I have a question about tea")
    visitor.box.fill("")
    host.page.evaluate("Porchlight.prefill('Hello')")
    expect(visitor.box).to_have_value("Hello")


def test_after_destroy_nothing_is_left_and_the_script_may_be_loaded_again(host, unique):
    text = unique("Do you ship to Norway?")
    host.page.add_init_script(COUNTS)
    visitor = host.visit("<body>{tag}")
    visitor.open().write(text)
    visitor.is_live()

    def left() -> dict[str, Any]:
        return host.page.evaluate(LEFT)

    assert all(left().values()), "the counters work"

    for _ in range(2):
        held = host.page.evaluate_handle("Porchlight")
        host.page.evaluate("Porchlight.destroy()")
        expect(visitor.widget).to_have_count(0)
        # The element's last timer ends by itself, and the server answers the socket's goodbye.
        wait_until(host.page, lambda: not any(left().values()), left, CLEARED_WITHIN_SECONDS)
        host.page.evaluate("held => { for (const api of [held, Porchlight]) { api.open(); api.destroy(); } }", held)
        expect(visitor.widget).to_have_count(0)

        host.page.evaluate(
            """() => {
              window.Porchlight.push("open");
              const old = document.querySelector("script[data-token]");
              const tag = document.createElement("script");
              for (const { name, value } of old.attributes) tag.setAttribute(name, value);
              old.replaceWith(tag);
            }"""
        )
        visitor.log.shows(text)
        visitor.is_live()
        expect(visitor.widget).to_have_count(1)


def test_a_second_script_tag_and_calls_from_two_tabs_change_nothing(host, unique):
    text = unique("Hello from the first tab")
    visitor = host.visit("<head>{tag}{tag}</head><body>{tag}")
    visitor.open().write(text)
    visitor.log.has_status(text, "Sent")
    expect(visitor.widget).to_have_count(1)

    other = HostPages(host.page.context.new_page(), host.addresses)
    second = other.visit("<script>Porchlight = ['open', 'open']</script>{tag}<body>")
    second.log.shows(text)
    host.page.evaluate("Porchlight.destroy()")
    expect(visitor.widget).to_have_count(0)
    second.write(text := unique("Hello from the second"))
    second.log.has_status(text, "Sent")
    other.page.evaluate("Porchlight.reset(); Porchlight.reset(); Porchlight.toggle(); Porchlight.toggle()")
    expect(second.widget).to_have_count(1)
