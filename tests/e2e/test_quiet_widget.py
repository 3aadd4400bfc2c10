"""A visitor who only looks costs the shop nothing and leaves no trace; the widget is small."""

import gzip
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.e2e.widget_page import WidgetPage

STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


@pytest.fixture
def watched(new_context, local_run):
    """A shop page whose requests and sockets are written down from the first on."""
    page = new_context().new_page()
    page.asked, page.sockets = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("websocket", lambda socket: page.sockets.append(socket.url))
    visitor = WidgetPage(page, local_run.shop).visit()
    page.wait_for_load_state("networkidle")
    return visitor


def of_the_widget(visitor: WidgetPage) -> list[str]:
    """What the page asked of other origins than the shop's."""
    return [url for url in visitor.page.asked if not url.startswith((visitor.url, "data:"))]


def test_before_it_is_opened_it_asks_for_its_launcher_only(watched, local_run):
    assert of_the_widget(watched) == [f"{local_run.pages}/widget/porchlight.js"]


def test_until_the_first_message_nothing_is_stored_and_no_socket_opened(watched, local_run, unique):
    page, draft = watched.page, unique("Is the blue kettle")
    watched.open()
    expect(watched.panel).to_have_accessible_name("Chat with Fern & Kettle")
    watched.box.fill(draft)
    watched.close()
    watched.open()
    expect(watched.box).to_have_value(draft)

    scripts = [f"{local_run.pages}/widget/{name}.js" for name in ("porchlight", "panel")]
    assert of_the_widget(watched) == [*scripts, f"{local_run.api}/chatbot/session"]
    assert page.sockets == []
    assert page.evaluate(STORED) == []

    watched.write(draft)
    watched.is_live()
    assert len(page.sockets) == 1
    assert page.evaluate(STORED) != []


def test_no_cookie_is_ever_set(watched, unique):
    watched.open().write(unique("Hello!"))
    watched.is_live()

    assert watched.page.context.cookies() == []


def test_the_widget_is_small(local_run):
    sizes = {name: transferred(f"{local_run.pages}/widget/{name}") for name in ("porchlight.js", "panel.js")}

    print(f"gzipped: {sizes}")
    assert sizes["porchlight.js"] < 5_000
    assert sum(sizes.values()) < 30_000


def transferred(url: str) -> int:
    with urllib.request.urlopen(url) as answer:
        return len(gzip.compress(answer.read(), compresslevel=6))
