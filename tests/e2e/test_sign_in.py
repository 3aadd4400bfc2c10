"""Signing in, staying signed in, and signing out."""

import time

import boto3
import pyotp
import pytest
from playwright.sync_api import expect

from chalicelib.accounts.sign_in_attempts import of_account
from deployment.tables import LOCAL_PREFIX
from tests.e2e.dashboard_page import DashboardPage


@pytest.fixture
def stranger(new_context, local_run):
    return DashboardPage(new_context().new_page(), local_run.pages).visit()


def test_a_wrong_password_is_refused_and_the_right_one_signs_in(stranger, local_run):
    page = stranger.page
    page.get_by_label("Email").fill(local_run.admin_email)
    page.get_by_label("Password", exact=True).fill("not this one")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_have_text("Wrong email or password.")
    expect(page.get_by_label("Password", exact=True)).to_be_focused()
    stranger.sign_in(local_run.admin_email, local_run.admin_password).is_live()


def test_a_reload_keeps_the_session_and_the_open_conversation(caller, admin, unique):
    question = unique("Is the blue kettle in stock?")
    caller.write(question)
    admin.open(admin.conversation_of(question))

    admin.page.reload()

    admin.log.shows(question)


def test_a_new_browser_must_sign_in_even_with_the_url_of_a_conversation(caller, stranger, unique):
    question = unique("Is the blue kettle in stock?")
    caller.write(question)

    stranger.page.goto(f"{stranger.url}#/c/{caller.conversation}")
    stranger.page.reload()

    expect(stranger.page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(stranger.page.get_by_text(question)).to_have_count(0)


def test_signing_out_leaves_nothing_on_the_screen_or_in_the_tab(caller, admin, unique):
    question = unique("My order number is 1234.")
    caller.write(question)
    admin.open(admin.conversation_of(question))
    admin.box.fill("half a reply")

    admin.page.get_by_role("button", name="Sign out").click()

    expect(admin.page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(admin.page.get_by_text(question)).to_have_count(0)
    assert admin.page.evaluate("Object.keys(sessionStorage)") == []


def test_a_duplicated_tab_and_the_first_one_stay_signed_in_through_reloads_of_both(admin):
    with admin.page.expect_popup() as opened:  # like a duplicated tab, it starts with a copy of the storage
        admin.page.evaluate("window.open(location.href)")
    copy = DashboardPage(opened.value, admin.url.removesuffix("/admin/"))
    for _ in range(2):
        for tab in (admin, copy, admin):
            tab.page.reload()
            tab.is_live()


def test_signing_out_in_one_tab_signs_out_the_tabs_of_the_same_session(admin):
    with admin.page.expect_popup() as opened:
        admin.page.evaluate("window.open(location.href)")
    copy = opened.value
    expect(copy.locator(".badge")).to_be_visible()

    admin.page.get_by_role("button", name="Sign out").click()

    expect(copy.get_by_role("heading", name="Sign in")).to_be_visible()
    assert copy.evaluate("Object.keys(sessionStorage)") == []


def test_a_token_is_refused_after_signing_out(admin):
    with admin.page.expect_request("**/api/admin/chatbot") as request:
        admin.page.reload()
    token = request.value.post_data_json["token"]
    admin.is_live()

    admin.page.get_by_role("button", name="Sign out").click()

    expect(admin.page.get_by_role("heading", name="Sign in")).to_be_visible()
    answer = admin.page.request.get(request.value.url, headers={"authorization": f"Bearer {token}"})
    assert answer.json()["error"]["code"] == "session_revoked"


def test_a_reload_without_the_server_waits_for_it(admin):
    admin.page.route("**/api/admin/session/refresh", lambda route: route.abort())
    admin.page.reload()
    expect(admin.page.get_by_text("Porchlight cannot be reached. Trying again")).to_be_visible()

    admin.page.unroute("**/api/admin/session/refresh")

    admin.is_live()


def test_an_account_with_a_second_factor_needs_its_code(stranger, local_run):
    page = stranger.page
    refusals = iter(["second_factor_required", "second_factor_wrong"])
    sent = []

    def respond(route):
        sent.append(route.request.post_data_json)
        code = next(refusals, None)
        route.fulfill(status=401, json={"error": {"code": code, "message": "-"}}) if code else route.continue_()

    page.route("**/api/admin/session", respond)
    page.get_by_label("Email").fill(local_run.admin_email)
    page.get_by_label("Password", exact=True).fill(local_run.admin_password)
    page.get_by_role("button", name="Sign in").click()

    code = page.get_by_label("Code from your authenticator app")
    expect(code).to_be_focused()
    expect(page.get_by_role("alert")).to_have_text("")
    expect(page.get_by_label("Password", exact=True)).to_be_hidden()
    code.fill("123456")
    code.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("This code is wrong")
    code.fill("654321")
    code.press("Enter")

    stranger.is_live()
    assert [each.get("code") for each in sent] == [None, "123456", "654321"]


def test_failed_attempts_of_others_do_not_lock_out_a_known_browser(agent, local_run, new_dashboard):
    member = agent.member
    agent.page.get_by_role("button", name="Sign out").click()
    expect(agent.page.get_by_role("heading", name="Sign in")).to_be_visible()
    page = new_dashboard().page
    page.get_by_label("Email").fill(member.email)
    page.get_by_label("Password", exact=True).fill(member.password)
    failed_often(local_run, member)

    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Too many attempts")

    agent.sign_in(member.email, member.password).is_live()


def failed_often(local_run, member):
    """As after many wrong passwords from everywhere: the account has to wait for longer than a test takes.

    To guess so often takes half a minute; tests/integration/accounts/test_slow_down.py does.
    """
    row = {
        "key": {"S": of_account(f"{member.email}#0").key},
        "counted": {"N": "30"},
        "until": {"N": str((time.time_ns() // 1_000_000) + 300_000)},
        "expires_at": {"N": str(int(time.time()) + 3600)},
    }
    client = boto3.client("dynamodb", endpoint_url=local_run.store.address)
    client.put_item(TableName=f"{LOCAL_PREFIX}limits", Item=row)


def test_a_code_signs_in_a_new_browser_while_strangers_guess_the_password(stranger, owner, local_run):
    member = owner.member("Noor Haddad")
    entry = owner.send("POST", "/admin/session", {"email": member.email, "password": member.password})
    signed_in = {"Authorization": f"Bearer {entry['token']}"}
    secret = owner.send("POST", "/admin/second-factor", {"password": member.password}, **signed_in)["secret"]
    app = pyotp.TOTP(secret)
    owner.send("POST", "/admin/second-factor/confirm", {"code": app.at(int(time.time()))}, **signed_in)
    page = stranger.page
    page.get_by_label("Email").fill(member.email)
    page.get_by_label("Password", exact=True).fill(member.password)
    failed_often(local_run, member)

    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Too many attempts")
    page.get_by_role("button", name="Use a two-factor code instead").click()
    code = page.get_by_label("Code from your authenticator app")
    expect(code).to_be_focused()
    code.fill(app.at(int(time.time()), counter_offset=1))
    page.get_by_role("button", name="Sign in").click()

    stranger.is_live()


def test_a_wrong_code_during_the_wait_counts_down_again(stranger, local_run):
    page = stranger.page
    waits = iter([900, 3])
    sent = []

    def respond(route):
        sent.append(route.request.post_data_json)
        wait = next(waits, None)
        if wait is None:
            return route.continue_()
        headers = {"Retry-After": str(wait), "Access-Control-Expose-Headers": "*", "Access-Control-Allow-Origin": "*"}
        error = {"code": "sign_in_slowed", "message": "-"}
        return route.fulfill(status=429, headers=headers, json={"error": error})

    page.route("**/api/admin/session", respond)
    page.get_by_label("Email").fill(local_run.admin_email)
    page.get_by_label("Password", exact=True).fill(local_run.admin_password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("you can sign in with a code now")
    expect(page.get_by_role("button", name="Try again in")).to_be_disabled()
    page.get_by_role("button", name="Use a two-factor code instead").click()

    expect(page.get_by_role("alert")).to_have_text("")
    expect(page.get_by_role("button", name="Sign in")).to_be_enabled()
    code = page.get_by_label("Code from your authenticator app")
    code.fill("123456")
    code.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Too many attempts. Wait a moment, then try again.")
    expect(page.get_by_role("button", name="Try again in")).to_be_disabled()
    expect(page.get_by_role("button", name="Use a two-factor code instead")).to_have_count(0)
    code.fill("654321")
    page.get_by_role("button", name="Sign in").click()

    stranger.is_live()
    assert [each.get("code") for each in sent] == [None, "123456", "654321"]


def test_a_password_that_was_cleared_before_the_code_is_requested_again(stranger, local_run):
    page, password = stranger.page, stranger.page.get_by_label("Password", exact=True)
    error = {"code": "sign_in_slowed", "message": "-"}
    page.route("**/api/admin/session", lambda route: route.fulfill(status=429, json={"error": error}))
    page.get_by_label("Email").fill(local_run.admin_email)
    password.fill(local_run.admin_password)
    page.get_by_role("button", name="Sign in").click()
    password.fill("")
    page.get_by_role("button", name="Use a two-factor code instead").click()

    page.get_by_label("Code from your authenticator app").fill("123456")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_have_text("Enter your password.")
    expect(password).to_be_focused()
