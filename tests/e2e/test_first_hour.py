"""What an owner sees before the first visitor has written, and when a new version is installed."""

import json
from typing import Any

from playwright.sync_api import Route, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.hosts.host_page import addresses_of
from tests.e2e.test_axe import AXE, empty_inbox, finds_nothing
from tests.e2e.widget_page import WidgetPage


def test_an_empty_inbox_shows_how_to_start_and_turns_green_when_a_page_has_the_widget(
    new_context: Any, local_run: Any
) -> None:
    context = new_context()
    context.add_init_script(path=AXE)
    page = context.new_page()
    file: dict[str, Any] = {"version": 1, "name": "Fern & Kettle", "language": "en", "report_installed": True}
    page.route("**/api/admin/chatbot", empty_inbox)
    page.route("**/widget/sites/*.json", lambda route: route.fulfill(json=file))
    DashboardPage(page, local_run.pages).visit().sign_in(local_run.admin_email, local_run.admin_password)
    steps = page.locator("section.thread").get_by_role("list")
    install = steps.get_by_role("listitem").filter(has_text="Put the chat on your site")
    expect(install.get_by_role("status")).to_have_text("Waiting for the first page with this code…")
    expect(install.locator("code")).to_contain_text(f'data-token="{addresses_of(local_run).token}"')
    expect(steps.get_by_role("link", name="Open your site")).to_have_attribute("href", local_run.shop)
    finds_nothing(page, "first steps")

    del file["report_installed"]
    expect(install.get_by_role("status")).to_have_text("Your page has it")
    expect(install).to_have_attribute("data-done", "true")
    finds_nothing(page, "first steps, installed")

    steps.get_by_role("link", name="Invite").click()
    expect(page.locator("#settings-title")).to_be_visible()
    expect(page.get_by_role("button", name="Invite")).to_be_visible()


def test_the_first_page_of_a_site_reports_that_it_has_the_widget_and_later_pages_do_not(
    new_context: Any, local_run: Any
) -> None:
    def unreported(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps({**answer.json(), "launch": True, "report_installed": True}))

    page = new_context().new_page()
    page.route("**/widget/sites/*.json", unreported)
    with page.expect_response("**/chatbot/installed") as reported:
        WidgetPage(page, local_run.shop).visit()
    assert reported.value.status == 200
    assert reported.value.request.post_data_json == {"widget_token": addresses_of(local_run).token}

    later = new_context().new_page()
    reports: list[str] = []
    later.on("request", lambda request: reports.append(request.url) if "installed" in request.url else None)
    visitor = WidgetPage(later, local_run.shop).visit()
    visitor.open()
    assert reports == []


def test_a_new_version_is_offered_and_the_open_page_goes_on_working_until_then(
    new_context: Any, local_run: Any, caller: Any, unique: Any
) -> None:
    question, draft = unique("Is the blue kettle in stock?"), unique("It is")
    caller.write(question)
    page = new_context().new_page()
    page.clock.install()
    admin = DashboardPage(page, local_run.pages).visit()
    with page.expect_request("**/admin/app.js"):  # whose version the page watches from now on
        admin.sign_in(local_run.admin_email, local_run.admin_password)
    admin.open(admin.conversation_of(question))
    admin.box.fill(draft)
    bar = page.get_by_role("status").filter(has_text="A new version of Porchlight is installed.")
    expect(bar).to_have_count(0)

    def newer(route: Route) -> None:
        if route.request.method == "HEAD":
            route.fulfill(status=200, headers={"ETag": '"another"'})
        else:
            route.continue_()

    page.route("**/admin/app.js", newer)
    page.clock.fast_forward("01:00:01")
    expect(bar).to_be_visible()
    expect(admin.box).to_have_value(draft)
    bar.get_by_role("button", name="Reload").click()
    expect(bar).to_have_count(0)
    expect(admin.box).to_have_value(draft)
