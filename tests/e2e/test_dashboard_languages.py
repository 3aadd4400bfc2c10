"""The dashboard in other languages than English, and from right to left."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.test_axe import AXE, finds_nothing

MARK = "window.notReloaded"


def left_of(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["x"]


def choose(admin: DashboardPage, language: str, direction: str, heading: str) -> None:
    """On the account's page, in whatever language it is."""
    admin.page.locator("select[name=language]").select_option(language)
    expect(admin.page.locator("html")).to_have_attribute("lang", language)
    expect(admin.page.locator("html")).to_have_attribute("dir", direction)
    expect(admin.page.locator("#settings-title")).to_have_text(heading)


def test_an_admin_reads_german_and_then_arabic_on_every_device_and_loses_nothing_that_is_typed(
    owner, new_dashboard, caller, unique
):
    question, draft, half = unique("Is the kettle blue?"), unique("It is as blue as"), "a kettle that"
    caller.write(question)
    member = owner.member("Noor Haddad")
    admin = new_dashboard(init_script=AXE).sign_in(member.email, member.password)
    page = admin.page
    conversation = admin.conversation_of(question)
    admin.open(conversation)
    admin.box.fill(draft)
    page.evaluate(f"{MARK} = true")

    page.evaluate("location.hash = '#/settings/account'")
    expect(page.get_by_role("heading", name="Account", level=2)).to_be_visible()
    password = page.locator("input[name=current]")
    password.fill(half)
    choose(admin, "de", "ltr", "Konto")
    expect(password).to_have_value(half)
    page.evaluate(f"location.hash = '#/c/{conversation}'")
    box = page.get_by_role("textbox", name="Antwort an")
    expect(box).to_have_value(draft)
    expect(page).to_have_title(re.compile(r"^(\(\d+\+?\) )?Besucher · Fern & Kettle$"))

    page.evaluate("location.hash = '#/settings/account'")
    choose(admin, "ar", "rtl", "الحساب")
    finds_nothing(page, "the settings in Arabic")
    page.evaluate(f"location.hash = '#/c/{conversation}'")
    expect(page.locator(".pl-composer-input")).to_have_value(draft)
    assert left_of(page.locator(".thread")) < left_of(page.locator(".inbox"))
    finds_nothing(page, "a conversation in Arabic")
    assert page.evaluate(MARK)

    elsewhere = new_dashboard(locale="fr-CA")
    expect(elsewhere.page.locator("html")).to_have_attribute("lang", "fr")
    elsewhere.page.locator("input[name=email]").fill(member.email)
    elsewhere.page.locator("input[name=password]").fill(member.password)
    elsewhere.page.locator("input[name=password]").press("Enter")
    expect(elsewhere.page.locator("html")).to_have_attribute("lang", "ar")
    expect(elsewhere.page.locator(".inbox")).to_be_visible()


def test_without_the_files_of_its_language_the_dashboard_works_in_english(owner, new_context, local_run):
    member = owner.member("Noor Haddad")
    page = new_context(locale="de").new_page()
    page.route("**/admin/locales/*", lambda route: route.abort())
    admin = DashboardPage(page, local_run.pages).visit()
    admin.sign_in(member.email, member.password)
    admin.settings("account")
    expect(page.get_by_role("heading", name="Account", level=2)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_an_admin_who_has_chosen_no_language_gets_mail_in_that_of_the_browser(
    owner, new_dashboard, new_context, local_run
):
    member = owner.member("Noor Haddad")
    german = new_dashboard(locale="de-AT").page
    german.locator("input[name=email]").fill(member.email)
    german.locator("input[name=password]").fill(member.password)
    german.locator("input[name=password]").press("Enter")
    expect(german.locator(".inbox")).to_be_visible()

    stranger = new_dashboard().page
    stranger.get_by_role("link", name="Forgot your password?").click()
    stranger.get_by_label("Email").fill(member.email)
    stranger.get_by_role("button", name="Send link").click()
    expect(stranger.get_by_role("heading", name="Check your email")).to_be_visible()

    mailbox = new_context().new_page()
    mailbox.goto(local_run.mail)
    mailbox.get_by_role("link").filter(has_text=member.email).filter(has_text="Neues Passwort wählen").click()
    body = mailbox.frame_locator("iframe")
    expect(body.locator("html")).to_have_attribute("lang", "de")
    expect(body.get_by_role("link", name="Passwort wählen")).to_be_visible()
