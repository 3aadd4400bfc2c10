"""On a touch screen, everything that is pressed is 44 pixels wide and high, as the platforms' guidelines ask for."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.test_outbox import refuse

SECTIONS = ("account", "blocks", "canned", "team", "widget", "faq", "site", "audit")
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 3}
# A control is as large as what passes a press on to it: its label, or a pseudo-element around it. Links within a
# sentence are as high as its lines.
SMALL = """part => {
  const CONTROLS = "a[href], button, input, select, textarea, summary, [role=button], [role=menuitem], [role=option]";
  const FAR = 21.5;
  const passes = (control, x, y) => {
    let at = document.elementFromPoint(x, y);
    while (at?.shadowRoot?.elementFromPoint(x, y)) at = at.shadowRoot.elementFromPoint(x, y);
    return at && (control.contains(at) || [...(control.labels ?? [])].some((label) => label.contains(at)));
  };
  const isLarge = (control) => {
    control.scrollIntoView({ block: "center", behavior: "instant" });
    const boxes = [control, ...(control.labels ?? [])].map((each) => each.getBoundingClientRect());
    if (boxes.some(({ width, height }) => width > 2 * FAR && height > 2 * FAR)) return true;
    const { left, top, width, height } = boxes[0];
    const [x, y] = [left + width / 2, top + height / 2];
    if (!passes(control, x, y)) return true; // under a dialog
    return [[FAR, 0], [-FAR, 0], [0, FAR], [0, -FAR]].every(([right, down]) => passes(control, x + right, y + down));
  };
  const inside = (root) =>
    [...root.querySelectorAll("*")].flatMap((each) => [each, ...(each.shadowRoot ? inside(each.shadowRoot) : [])]);
  return inside(document.querySelector(part))
    .filter((each) => each.matches(CONTROLS) && getComputedStyle(each).display !== "inline")
    .filter((each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((each) => each.getBoundingClientRect().width > 1 && !isLarge(each))
    .map((each) => `${each.outerHTML.slice(0, 160)}, ${each.offsetWidth} x ${each.offsetHeight}`);
}"""


def is_large_enough(page: Page, state: str, part: str = "body") -> None:
    small = page.evaluate(SMALL, part)
    assert not small, f"{state}:\n" + "\n".join(small)


def test_everything_in_the_widget_is_large_enough_for_a_finger(new_visitor: Any, owner: Any, unique: Any) -> None:
    question, answer, failed = unique("Is the blue kettle in stock?"), unique("We have three."), unique("Oh.")
    visitor = new_visitor(**PHONE)
    is_large_enough(visitor.page, "closed", "porchlight-chat")
    visitor.open()
    is_large_enough(visitor.page, "open and empty", "porchlight-chat")
    visitor.write(question)
    visitor.log.has_status(question, "Sent")
    owner.reply(question, answer)
    visitor.log.shows(question, answer)
    expect(visitor.panel.get_by_role("button", name="Get the answer by email")).to_be_visible()
    is_large_enough(visitor.page, "with messages", "porchlight-chat")

    visitor.panel.get_by_role("button", name="Edit or delete").click()
    is_large_enough(visitor.page, "the menu of a message", "porchlight-chat")
    visitor.panel.get_by_role("menuitem", name="Edit").click()
    is_large_enough(visitor.page, "an edit", "porchlight-chat")
    visitor.page.keyboard.press("Escape")
    visitor.panel.get_by_role("button", name="More options").click()
    is_large_enough(visitor.page, "the menu", "porchlight-chat")
    visitor.page.keyboard.press("Escape")

    visitor.page.route("**/api/chatbot/message", refuse(409, "not_now"))
    visitor.write(failed)
    visitor.log.has_status(failed, "Not sent")
    is_large_enough(visitor.page, "a message that failed", "porchlight-chat")


def test_everything_in_the_dashboard_is_large_enough_for_a_finger(
    caller: Any, new_admin: Any, owner: Any, unique: Any
) -> None:
    question, answer, failed = unique("Is the blue kettle in stock?"), unique("We have three."), unique("Oh.")
    caller.write(question)
    admin = new_admin(**PHONE)
    conversation = admin.conversation_of(question)
    is_large_enough(admin.page, "the inbox")
    admin.open(conversation)
    admin.write(answer)
    admin.log.has_status(answer, "Sent")
    admin.page.route("**/api/admin/chatbot/*/reply", refuse(409, "not_now"))
    admin.write(failed)
    admin.log.has_status(failed, "Not sent")
    is_large_enough(admin.page, "a thread with a message that failed")

    admin.thread.get_by_role("button", name="Visitor details").click()
    details = admin.page.get_by_role("dialog", name="Visitor")
    is_large_enough(admin.page, "the details")
    details.get_by_role("button", name="Edit").click()
    is_large_enough(admin.page, "the details, being corrected")
    owner.call("GET", f"/admin/chatbot/{conversation}/export")  # the audit log links to the conversation
    for section in SECTIONS:
        admin.settings(section)
        admin.page.wait_for_load_state("networkidle")
        is_large_enough(admin.page, f"settings: {section}")
    admin.page.goto(f"{admin.url}#/reports")
    expect(admin.page.get_by_role("heading", name="Reports")).to_be_visible()
    admin.page.wait_for_load_state("networkidle")
    is_large_enough(admin.page, "the reports")
