"""The inbox and a conversation."""

import json

from playwright.sync_api import Route, expect

from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.screenshots.contents import ARABIC, INES_PHONE, LONG_NAME, TALKS
from tests.e2e.screenshots.stage import Stage
from tests.e2e.test_axe import empty_inbox

VIEWS = ("mine", "unassigned", "snoozed", "closed", "blocked")


def first_hour(stage: Stage) -> None:
    admin = stage.signed_out()
    admin.page.route("**/api/admin/chatbot", empty_inbox)
    admin.sign_in(stage.run.admin_email, stage.run.admin_password)
    expect(admin.page.get_by_role("heading", name="Welcome to Porchlight")).to_be_visible()
    admin.page.wait_for_timeout(500)
    stage.take(admin, "first-hour")


def inbox(stage: Stage) -> None:
    admin = stage.admin()
    admin.is_live()
    expect(admin.inbox).to_be_visible()
    admin.page.wait_for_timeout(500)
    stage.take(admin, "inbox")
    for view in VIEWS:
        admin.page.goto(f"{admin.url}#/?view={view}")
        admin.page.wait_for_timeout(500)
        stage.take(admin, f"view-{view}")
    admin.page.goto(f"{admin.url}#/?view=all")
    admin.page.get_by_role("button", name="Filter").click()
    stage.take(admin, "filters")
    admin.page.goto(f"{admin.url}#/?view=all&unread=1&tag=damage")
    admin.page.wait_for_timeout(400)
    stage.take(admin, "filtered")
    admin.page.goto(f"{admin.url}#/?view=mine&tag=nothing-has-this")
    admin.page.wait_for_timeout(400)
    stage.take(admin, "filtered-empty")


def selection(stage: Stage) -> None:
    admin = stage.admin()
    boxes = admin.inbox.get_by_role("checkbox")
    for number in (1, 2, 3):
        boxes.nth(number).evaluate("box => box.click()")
    expect(admin.page.get_by_role("group", name="Selected")).to_be_visible()
    admin.page.wait_for_timeout(300)
    stage.take(admin, "selection")
    for name in ("Assign", "tags", "Snooze"):
        admin.page.locator(".bulk").get_by_role("button", name=name).first.click()
        admin.page.wait_for_timeout(500)
        stage.take(admin, f"selection-{name.lower()}")
        admin.page.keyboard.press("Escape")


def thread(stage: Stage) -> None:
    admin = stage.admin()
    case = stage.cast.ines.case.id
    stage.opened(admin, case)
    stage.take(admin, "thread-together")
    log = admin.log.element
    log.evaluate("log => { log.scrollTop = 0; }")
    admin.page.wait_for_timeout(500)
    stage.take(admin, "thread-top")
    admin.page.get_by_role("button", name="Show only this one").click()
    admin.page.wait_for_timeout(500)
    log.evaluate("log => { log.scrollTop = log.scrollHeight / 2; }")
    admin.page.wait_for_timeout(300)
    stage.take(admin, "thread-middle")
    log.evaluate("log => { log.scrollTop = log.scrollHeight; }")
    admin.page.wait_for_timeout(300)
    stage.take(admin, "thread-end")
    if not stage.phone:
        admin.log.message("A new lid leaves").hover()
        stage.take(admin, "thread-hover", moved=False)
        admin.thread.locator(".note").first.hover()
        stage.take(admin, "thread-note-hover", moved=False)
    admin.write("We sent it.")
    own = admin.log.message("We sent it.").last  # another screen has written it too
    own.hover()
    own.get_by_role("button", name="Edit or delete this message").click()
    own.get_by_role("menuitem", name="Edit").click()
    admin.page.wait_for_timeout(400)
    stage.take(admin, "thread-editing")
    admin.page.keyboard.press("Escape")


def other_threads(stage: Stage) -> None:
    for talk, name in ((ARABIC, "thread-arabic"), (LONG_NAME, "thread-long"), (INES_PHONE, "thread-linked-phone")):
        admin = stage.admin()
        stage.opened(admin, stage.cast.ids[talk])
        stage.take(admin, name)
    for then in ("close", "block", "snooze"):
        talk = next(each for each in TALKS if each.then == then)
        admin = stage.admin()
        stage.opened(admin, stage.cast.ids[talk])
        stage.take(admin, f"thread-{then}")
    admin = stage.admin()
    admin.page.goto(f"{admin.url}#/c/c_nobody")
    expect(admin.page.get_by_text("Conversation not found")).to_be_visible()
    stage.take(admin, "thread-not-found")


def details(stage: Stage) -> None:
    admin = stage.admin()
    stage.opened(admin, stage.cast.ids[LONG_NAME])
    admin.thread.get_by_role("button", name="Visitor details").click()
    admin.page.wait_for_timeout(700)
    stage.take(admin, "details")
    panel = admin.page.get_by_role("dialog").or_(admin.page.locator("aside.details")).first
    panel.get_by_role("button", name="Edit").first.click()
    admin.page.wait_for_timeout(300)
    stage.take(admin, "details-editing")


def menus(stage: Stage) -> None:
    admin = stage.admin()
    stage.opened(admin, stage.cast.ids[ARABIC])
    admin.thread.get_by_role("button", name="More actions").click()
    stage.take(admin, "menu-more")
    admin.page.keyboard.press("Escape")
    for part in ("assign", "tags", "snooze"):
        admin.page.locator(f".desk-bar [data-action={part}]").click()
        admin.page.wait_for_timeout(500)
        stage.take(admin, f"menu-{part}")
        admin.page.keyboard.press("Escape")
    admin.thread.get_by_role("button", name="Block visitor").click()
    admin.page.wait_for_timeout(400)
    stage.take(admin, "dialog-block")
    admin.page.keyboard.press("Escape")
    admin.thread.get_by_role("button", name="More actions").click()
    admin.page.get_by_role("menuitem", name="Delete…").click()
    admin.page.wait_for_timeout(400)
    stage.take(admin, "dialog-erase")
    admin.page.keyboard.press("Escape")


def links(stage: Stage) -> None:
    admin = stage.admin()
    stage.opened(admin, stage.cast.ids[ARABIC])
    admin.thread.get_by_role("button", name="Visitor details").click()
    admin.page.get_by_role("button", name="Link with another conversation").click()
    admin.page.wait_for_timeout(600)
    stage.take(admin, "dialog-link")


def replies(stage: Stage) -> None:
    admin = stage.admin()
    stage.opened(admin, stage.cast.ids[ARABIC])
    admin.box.fill("/")
    admin.page.wait_for_timeout(700)
    stage.take(admin, "canned")
    admin.box.fill("/shipping")
    admin.page.wait_for_timeout(300)
    admin.box.press("Enter")
    admin.page.wait_for_timeout(300)
    stage.take(admin, "canned-chosen")
    admin.box.fill("A long answer, line by line.\n" * 8)
    stage.take(admin, "reply-long")
    admin.box.fill("")
    admin.thread.get_by_role("button", name="Note", exact=True).click()
    box = admin.page.get_by_role("textbox", name="Note for your team")
    expect(box).to_be_focused()
    stage.take(admin, "note-box")
    box.press_sequentially("Could you look at this, @")
    admin.page.wait_for_timeout(600)
    stage.take(admin, "mention")
    box.fill("")
    admin.thread.get_by_role("button", name="Reply", exact=True).click()
    emoji = admin.thread.get_by_role("button", name="Insert emoji")
    if emoji.count():
        emoji.click()
        admin.page.wait_for_timeout(500)
        stage.take(admin, "emoji")


def presence(stage: Stage) -> None:
    case = stage.cast.ids[ARABIC]
    admin = stage.admin()
    stage.opened(admin, case)
    noor = stage.colleague()
    stage.opened(noor, case)
    expect(admin.page.locator(".viewers")).to_contain_text("Noor Haddad", timeout=10_000)
    stage.take(admin, "colleague-views")
    noor.page.locator(".reply textarea").press_sequentially("Yes, by Thursday")
    expect(admin.page.locator(".answering")).to_contain_text("Noor Haddad")
    stage.take(admin, "colleague-answers")
    if stage.phone:
        admin.page.evaluate("location.hash = '#/'")
    admin.page.wait_for_timeout(300)
    stage.take(admin, "colleague-in-the-inbox")


def failed(stage: Stage) -> None:
    admin = stage.admin()
    stage.opened(admin, stage.cast.ids[INES_PHONE])
    body = json.dumps({"error": {"code": "blocked", "message": "Refused for a picture."}})
    admin.page.route("**/reply", lambda route: route.fulfill(status=403, body=body))
    admin.write("This one is refused.")
    admin.log.has_status("This one is refused.", "Not sent")
    stage.take(admin, "not-sent")
    admin.page.locator("#thread-name").click()
    admin.page.locator(".desk-bar [data-action=assign]").click()
    admin.page.wait_for_timeout(400)
    admin.page.locator(".options-list").get_by_role("option").first.click()
    admin.page.wait_for_timeout(500)
    stage.take(admin, "undo")


def keys(stage: Stage) -> None:
    admin = stage.admin()
    admin.page.get_by_role("button", name="Search and actions").click()
    palette = admin.dialog("Search and actions")
    expect(palette).to_be_visible()
    admin.page.wait_for_timeout(300)
    stage.take(admin, "palette")
    palette.get_by_role("combobox").fill("ines")
    admin.page.wait_for_timeout(900)
    stage.take(admin, "palette-search")
    palette.get_by_role("combobox").fill("nothing has this name")
    admin.page.wait_for_timeout(900)
    stage.take(admin, "palette-nothing")
    admin.page.keyboard.press("Escape")
    admin.page.locator("#inbox-title").focus()
    admin.page.keyboard.press("?")
    expect(admin.dialog("Keyboard shortcuts")).to_be_visible()
    stage.take(admin, "shortcuts")


def search(stage: Stage) -> None:
    admin = stage.admin()
    found(admin, "kettle")
    stage.take(admin, "search")
    found(admin, "qqqzzz")
    stage.take(admin, "search-nothing")


def found(admin: DashboardPage, text: str) -> None:
    admin.page.get_by_role("searchbox").fill(text)
    admin.page.wait_for_timeout(1_500)


def new_version(stage: Stage) -> None:
    page = stage.page()
    page.clock.install()
    page.route("**/api/admin/chatbot", stage.aged)
    admin = DashboardPage(page, stage.run.pages).visit()
    admin.sign_in(stage.run.admin_email, stage.run.admin_password)
    admin.is_live()

    def newer(route: Route) -> None:
        if route.request.method == "HEAD":
            route.fulfill(status=200, headers={"ETag": '"another"'})
        else:
            route.continue_()

    page.route("**/admin/app.js", newer)
    page.clock.fast_forward("01:00:01")
    expect(page.get_by_role("status").filter(has_text="A new version")).to_be_visible()
    stage.take(admin, "new-version")


def printed(stage: Stage) -> None:
    admin = stage.admin()
    admin.page.add_init_script("window.print = () => {}")
    admin.page.reload()
    stage.opened(admin, stage.cast.ines.case.id)
    admin.thread.get_by_role("button", name="More actions").click()
    admin.page.get_by_role("menuitem", name="Print").click()
    expect(admin.page.locator(".printed")).to_be_attached()
    admin.page.emulate_media(media="print")
    stage.take(admin, "print")


SCENES = (
    first_hour,
    inbox,
    selection,
    thread,
    other_threads,
    details,
    menus,
    links,
    replies,
    presence,
    failed,
    keys,
    search,
    new_version,
    printed,
)
