"""Files in both pages: pasted, dropped and chosen, through a reload in the middle, and a forged one."""

import base64

from playwright.sync_api import Locator, expect

from tests.e2e.widget_page import WidgetPage
from tests.files import PDF, png

PICTURE = png(320, 200)
# Gives a file to an element as the clipboard or the mouse does.
GIVE = """
(element, [kind, name, type, content]) => {
  const data = new DataTransfer();
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  data.items.add(new File([bytes], name, { type }));
  const options = { bubbles: true, composed: true, cancelable: true };
  const event = kind === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: data })
    : new DragEvent("drop", { ...options, dataTransfer: data });
  element.dispatchEvent(event);
}
"""


def give(element: Locator, kind: str, name: str, type: str, content: bytes) -> None:
    element.evaluate(GIVE, [kind, name, type, base64.b64encode(content).decode()])


def is_drawn(picture: Locator) -> None:
    """It is loaded, at the size that was kept for it."""
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 320)
    assert picture.get_attribute("width") == "240"


def test_files_reach_the_admin_through_a_reload_in_the_middle(visitor: WidgetPage, admin, unique, local_run):
    question = unique("Is this one still there?")
    visitor.open()
    expect(visitor.panel.get_by_role("button", name="Attach files")).to_be_visible()
    give(visitor.box, "paste", "kettle.png", "image/png", PICTURE)
    give(visitor.box, "drop", "price list.pdf", "", PDF)
    tray = visitor.panel.get_by_role("list", name="Attached files")
    expect(tray.get_by_role("listitem")).to_have_count(2)
    give(visitor.box, "drop", "setup.exe", "", b"MZ")
    expect(visitor.panel.get_by_text("Files like setup.exe can't be sent here.")).to_be_visible()

    uploads = f"{local_run.origins.s3}/**"
    visitor.page.route(uploads, lambda route: None)  # the connection hangs
    visitor.write(question)
    visitor.write("and this comes after it")
    expect(visitor.panel.get_by_role("progressbar")).to_be_visible()
    visitor.page.unroute_all(behavior="ignoreErrors")
    visitor.page.reload()

    expect(visitor.panel.get_by_role("progressbar")).to_have_count(0, timeout=20_000)
    is_drawn(visitor.panel.get_by_role("img", name="kettle.png"))
    texts = visitor.panel.locator(".pl-bubble").all_inner_texts()
    assert texts.index(question) < texts.index("and this comes after it")

    admin.open(admin.conversation_of("and this comes after it"))
    is_drawn(admin.thread.get_by_role("img", name="kettle.png"))
    card = admin.thread.get_by_role("button", name="Download price list.pdf")
    answers = admin.page.context
    with answers.expect_event("response", lambda each: "octet-stream" in each.url or ".pdf" in each.url) as download:
        card.click()
    assert download.value.headers["content-disposition"].startswith('attachment; filename="price list.pdf"')

    admin.page.get_by_role("button", name="Attach files").locator("+ input").set_input_files(
        {"name": "offer.png", "mimeType": "image/png", "buffer": PICTURE}
    )
    admin.page.locator(".pl-composer-input").press("Enter")
    is_drawn(visitor.panel.get_by_role("img", name="offer.png"))

    give(visitor.box, "paste", "forged.png", "image/png", b"MZ this is a program")
    visitor.write(unique("look"))
    expect(visitor.panel.get_by_text("A file isn't what its name says.")).to_be_visible()
    visitor.panel.get_by_role("button", name="Discard").click()
    expect(visitor.panel.get_by_text("forged.png")).to_have_count(0)
