"""Every page of the settings, and the dialogs on them."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.screenshots.stage import Stage

SECTIONS = ("account", "blocks", "canned", "team", "widget", "faq", "site", "audit")
SCROLLED = """(pane) => {
  const panes = [...document.querySelectorAll("*")].filter((each) =>
    each.scrollHeight > each.clientHeight + 20 && /auto|scroll/.test(getComputedStyle(each).overflowY));
  const main = panes.sort((a, b) => b.clientWidth * b.clientHeight - a.clientWidth * a.clientHeight)[0];
  if (!main) return false;
  const before = main.scrollTop;
  main.scrollTop += main.clientHeight - 60;
  return main.scrollTop > before;
}"""


def settings(stage: Stage) -> None:
    admin = stage.admin()
    admin.page.goto(f"{admin.url}#/settings")
    expect(admin.page.get_by_role("link", name="Audit log")).to_be_visible()
    stage.take(admin, "settings")
    for section in SECTIONS:
        admin.settings(section)
        admin.page.wait_for_timeout(900)
        pages(stage, admin, f"settings-{section}")


def pages(stage: Stage, admin: DashboardPage, name: str) -> None:
    """One picture for each screenful."""
    for number in range(1, 9):
        stage.take(admin, name if number == 1 else f"{name}-{number}")
        if not admin.page.evaluate(SCROLLED):
            return
        admin.page.wait_for_timeout(200)


def dialogs(stage: Stage) -> None:
    admin = stage.admin()
    page = admin.page

    def shown(name: str) -> None:
        page.wait_for_timeout(500)
        stage.take(admin, name)
        page.keyboard.press("Escape")

    def first(button: str) -> Callable[[], None]:
        return lambda: page.get_by_role("button", name=button).first.click()

    for section, button, name in (
        ("account", "Set up", "dialog-second-factor"),
        ("canned", "Add canned reply", "dialog-canned"),
        ("team", "Invite", "dialog-invite"),
        ("faq", "Add", "dialog-faq"),
        ("site", "Add event webhook", "dialog-event-webhook"),
        ("site", "Deliveries to", "dialog-deliveries"),
        ("site", "Add webhook", "dialog-webhook"),
    ):
        admin.settings(section)
        page.wait_for_timeout(500)
        first(button)()
        shown(name)
    admin.settings("team")
    page.get_by_role("button", name="Actions for Noor").click()
    shown("menu-member")


def second_factor_setup(stage: Stage) -> None:
    admin = stage.admin().settings("account")
    admin.page.get_by_role("button", name="Set up").click()
    admin.confirm("Set up two-factor authentication", stage.run.admin_password, "Continue")
    expect(admin.page.get_by_role("img", name="QR code")).to_be_visible()
    stage.take(admin, "second-factor-setup")


def sites(stage: Stage) -> None:
    """Somebody with two sites."""
    member = stage.cast.owner.member("Ines Okafor", role="owner")
    admin = stage.admin(member.email, member.password).settings("site")
    form = admin.card("Add a site").locator("form")
    form.get_by_label("Name").fill("Fern & Kettle wholesale for hotels and offices")
    form.get_by_label("Address of the website").fill("https://wholesale.example/")
    form.get_by_role("button", name="Add site").click()
    expect(admin.page.get_by_label("Switch site")).to_have_count(1)
    admin.page.goto(f"{admin.url}#/")
    admin.page.wait_for_timeout(800)
    stage.take(admin, "sites-new")
    admin.page.get_by_label("Switch site").select_option(index=0)
    admin.page.wait_for_timeout(1_500)
    stage.take(admin, "sites")
    admin.page.goto(f"{admin.url}#/settings")
    admin.page.wait_for_timeout(500)
    stage.take(admin, "sites-settings")
    stage.cast.owner.remove(member)


SCENES = (settings, dialogs, second_factor_setup, sites)
