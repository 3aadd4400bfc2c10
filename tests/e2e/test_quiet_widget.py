"""A visitor who does not write causes no cost and leaves no data; the widget is small."""

import gzip
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.e2e.hosts.host_page import addresses_of
from tests.e2e.widget_page import WidgetPage

STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


@pytest.fixture
def watched(new_context, local_run):
    """A shop page that records all its requests and sockets."""
    page = new_context().new_page()
    page.requested, page.sockets = [], []
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("websocket", lambda socket: page.sockets.append(socket.url))
    visitor = WidgetPage(page, local_run.shop).visit()
    page.wait_for_load_state("networkidle")
    return visitor


def widget_requests(visitor: WidgetPage) -> list[str]:
    """Returns the requests to other origins than the shop's."""
    return [url for url in visitor.page.requested if not url.startswith((visitor.url, "data:"))]


def before_the_chat(local_run) -> list[str]:
    """The script and the settings."""
    token = addresses_of(local_run).token
    return [f"{local_run.pages}/widget/{name}" for name in ("porchlight.js", f"sites/{token}.json")]


def test_before_it_is_opened_it_requests_its_launcher_and_settings_only(watched, local_run):
    assert widget_requests(watched) == before_the_chat(local_run)


def test_before_the_first_message_nothing_is_stored_and_no_socket_is_opened(watched, local_run, unique):
    page, draft = watched.page, unique("Is the blue kettle")
    watched.open()
    expect(watched.panel).to_have_accessible_name("Chat with Fern & Kettle")
    watched.box.fill(draft)
    watched.close()
    watched.open()
    expect(watched.box).to_have_value(draft)
    expect(watched.panel.get_by_role("button", name="Attach files")).to_be_visible()  # the last part has loaded

    parts = ("language", "panel", "extras", "attachments")
    language, panel, *later = (f"{local_run.pages}/widget/{name}.js" for name in parts)
    session = f"{local_run.api}/chatbot/session"
    assert widget_requests(watched) == [*before_the_chat(local_run), language, panel, session, *later]
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
