"""The host page, the pages' files and the API have three origins, and each page uses the right addresses."""

import re
from html import escape

import pytest
from playwright.sync_api import expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.widget_page import WidgetPage


@pytest.fixture
def recorded(new_context):
    """A page, and the URLs of all its requests and sockets."""
    page = new_context().new_page()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("websocket", lambda socket: addresses.append(socket.url))
    return page, addresses


def origins(addresses: list[str]) -> set[str]:
    return {re.sub(r"^(\w+://[^/]+).*", r"\1", address) for address in addresses if not address.startswith("data:")}


def test_a_host_page_gets_scripts_from_one_origin_and_calls_another(recorded, local_run, unique):
    page, addresses = recorded
    text = unique("Is the blue kettle in stock?")
    visitor = WidgetPage(page, local_run.shop).visit().open()
    visitor.write(text)
    visitor.log.has_status(text, "Sent")
    visitor.is_live()

    api, socket = local_run.api.removesuffix("/api"), local_run.socket.removesuffix("/api")
    assert origins(addresses) == {local_run.shop, local_run.pages, api, socket}
    of_the_pages = [address for address in addresses if address.startswith(local_run.pages)]
    assert all("/widget/" in address for address in of_the_pages)


def test_the_dashboard_calls_another_origin(recorded, local_run):
    page, addresses = recorded
    admin = DashboardPage(page, local_run.pages).visit()
    admin.sign_in(local_run.admin_email, local_run.admin_password).is_live()

    api, socket = local_run.api.removesuffix("/api"), local_run.socket.removesuffix("/api")
    assert origins(addresses) == {local_run.pages, api, socket}


def test_the_tag_shown_in_the_dashboard_works_on_a_page_of_the_site(admin, new_context, local_run, unique):
    admin.settings("site")
    tag = admin.page.locator("pre.embed").inner_text()
    assert f'data-api="{local_run.api}"' in tag
    page = new_context().new_page()
    shown = f"<!doctype html><title>{escape('Tea & more')}</title><body><h1>Tea</h1>{tag}"
    page.route(f"{local_run.shop}/", lambda route: route.fulfill(body=shown, content_type="text/html"))
    text = unique("From a page of mine")
    visitor = WidgetPage(page, local_run.shop).visit().open()
    visitor.write(text)
    visitor.log.has_status(text, "Sent")
    admin.page.goto(f"{admin.url}#/")
    expect(admin.inbox.get_by_role("link").filter(has_text=text)).to_be_visible()


def test_an_origin_that_the_site_does_not_list_cannot_chat_even_if_it_is_ours(new_context, local_run):
    """As on AWS, the pages' own origin is not in the site's list."""
    page = new_context().new_page()
    page.goto(f"{local_run.shop}/")
    tag = page.locator("script[data-token]").evaluate("script => script.outerHTML")
    page.route(f"{local_run.pages}/mine", lambda route: route.fulfill(body=f"<body>{tag}", content_type="text/html"))
    page.goto(f"{local_run.pages}/mine")
    stranger = WidgetPage(page, local_run.pages)
    stranger.launcher.click()
    expect(stranger.panel.get_by_text("not available")).to_be_visible()
