"""Keys typed in the widget do not reach the host page's listeners."""

import pytest
from playwright.sync_api import expect

# A search box that opens on "/", like DocSearch, and a listener that checks the event's target.
DOCSEARCH = """
<input id="search" aria-label="Search">
<script>
  window.addEventListener("keydown", (event) => {
    const { tagName, isContentEditable } = event.target;
    if (event.key !== "/" || isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(tagName)) return;
    event.preventDefault();
    document.getElementById("search").focus();
  });
</script>
"""
CANCELS_SPACE = """
<script>
  for (const type of ["keydown", "keypress", "keyup"])
    document.addEventListener(type, (event) => event.key === " " && event.preventDefault(), true);
</script>
"""
# Like focus-trap: moves the focus back into the dialog as soon as it is outside.
FOCUS_TRAP = """
<div role="dialog" aria-label="Newsletter"><input id="trapped" aria-label="Email"></div>
<script>
  const trapped = document.getElementById("trapped");
  for (const type of ["focusin", "focus"])
    document.addEventListener(type, (event) => {
      if (event.target === document || trapped.contains(event.target)) return;
      event.stopImmediatePropagation();
      trapped.focus();
    }, true);
  document.addEventListener("focusout", (event) => {
    if (event.target !== trapped && !trapped.contains(event.relatedTarget)) trapped.focus();
  });
</script>
"""
EAVESDROPS = """
<script>
  window.heard = [];
  for (const type of ["keydown", "keypress", "keyup", "beforeinput", "input", "paste", "focusin"])
    for (const capture of [true, false])
      document.addEventListener(type, (event) => window.heard.push(type), capture);
</script>
"""


@pytest.mark.parametrize("page", [DOCSEARCH, CANCELS_SPACE, FOCUS_TRAP], ids=["docsearch", "space", "focus trap"])
def test_typed_text_arrives_exactly(host, page, unique):
    body = unique("is 1/2 ok?")
    visitor = host.visit(f"<body>{page}{{tag}}").open()
    visitor.box.focus()
    host.page.keyboard.type(body)
    expect(visitor.box).to_have_value(body)
    host.page.keyboard.press("Enter")
    visitor.log.shows(body)
    expect(visitor.box).to_be_focused()


def test_the_page_gets_no_events_of_typed_keys(host, unique):
    visitor = host.visit(f"<body>{EAVESDROPS}{{tag}}").open()
    visitor.box.focus()
    host.page.keyboard.type("a secret")
    host.page.keyboard.press("Enter")
    visitor.log.shows("a secret")
    assert host.page.evaluate("window.heard") == []


def test_events_that_the_page_dispatches_on_the_element_reach_the_page(host):
    visitor = host.visit(f"<body>{EAVESDROPS}{{tag}}").open()
    visitor.close()
    host.page.evaluate(
        """() => {
          window.heard = [];
          document.querySelector("porchlight-chat").dispatchEvent(new KeyboardEvent("keydown", { bubbles: true }));
        }"""
    )
    assert host.page.evaluate("window.heard") == ["keydown", "keydown"]


def test_the_page_keeps_its_own_keys(host):
    visitor = host.visit(f"<body>{DOCSEARCH}{{tag}}").open()
    visitor.close()
    host.page.evaluate("document.activeElement.blur()")
    host.page.keyboard.press("/")
    expect(host.page.locator("#search")).to_be_focused()


def test_the_widgets_own_keys_work_on_such_a_page(host):
    visitor = host.visit(f"<body>{CANCELS_SPACE}{FOCUS_TRAP}{{tag}}").open()
    visitor.box.fill("a line")
    visitor.box.press("Shift+Enter")
    host.page.keyboard.type("and another")
    expect(visitor.box).to_have_value("a line\nand another")
    send = visitor.panel.get_by_role("button", name="Send message")
    for _ in range(3):  # past the buttons for files and emoji
        host.page.keyboard.press("Tab")
        if send.evaluate("button => button.matches(':focus')"):
            break
    expect(send).to_be_focused()
    host.page.keyboard.press("Space")
    visitor.log.shows("a line\nand another")
    host.page.keyboard.press("Escape")
    expect(visitor.panel).to_be_hidden()


def test_a_draft_survives_a_modal_dialog_of_the_page(host):
    """The browser makes everything outside a modal dialog inert. The page requested it, so the widget accepts it."""
    visitor = host.visit("<body><dialog><button>Accept</button></dialog>{tag}").open()
    visitor.box.focus()
    host.page.keyboard.type("Is the")
    host.page.evaluate("document.querySelector('dialog').showModal()")
    host.page.keyboard.press("Escape")
    host.page.keyboard.type(" kettle")
    expect(visitor.box).to_have_value("Is the kettle")
    expect(visitor.panel).to_be_visible()
