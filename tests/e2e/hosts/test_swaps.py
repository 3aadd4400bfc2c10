"""The chat survives when the host page replaces its body or the whole document."""

from playwright.sync_api import expect

# Like a visit with Turbo: keeps a copy of the body for going back, and replaces the body.
TURBO = """() => {
  window.snapshot = document.body.cloneNode(true);
  const next = document.createElement("body");
  next.innerHTML = "<h1>The next page</h1>";
  document.body.replaceWith(next);
}"""
BACK = "() => document.body.replaceWith(window.snapshot)"
REMOVE_UNKNOWN = """() => {
  document.querySelectorAll("body > :not(main)").forEach((element) => element.remove());
  document.querySelectorAll("html > :not(head, body)").forEach((element) => element.remove());
}"""
REWRITE = """() => {
  document.open();
  document.write("<!doctype html><title>Written anew</title><body><h1>Written anew</h1>");
  document.close();
}"""


def is_whole(visitor, *bodies: str, draft: str) -> None:
    expect(visitor.panel).to_be_visible()
    visitor.log.shows(*bodies)
    expect(visitor.box).to_have_value(draft)
    expect(visitor.widget).to_have_count(1)


def talking(host, unique) -> tuple:
    text = unique("Is the blue kettle in stock?")
    visitor = host.visit("<body><main>{tag}</main>")
    visitor.open().write(text)
    visitor.log.has_status(text, "Sent")
    visitor.box.fill("and the")
    return visitor, text


def test_a_turbo_visit_and_going_back_change_nothing(host, unique):
    visitor, text = talking(host, unique)
    host.page.evaluate(TURBO)
    is_whole(visitor, text, draft="and the")
    visitor.box.press_sequentially(" red one")
    host.page.evaluate(BACK)
    is_whole(visitor, text, draft="and the red one")
    visitor.box.press("Enter")
    visitor.log.has_status("and the red one", "Sent")


def test_a_page_that_removes_unknown_elements_gets_the_chat_back(host, unique):
    visitor, text = talking(host, unique)
    host.page.evaluate(REMOVE_UNKNOWN)
    is_whole(visitor, text, draft="and the")
    host.page.keyboard.type(" red one")
    expect(visitor.box).to_have_value("and the red one")
    host.page.evaluate("window.Porchlight.close()")
    expect(visitor.panel).to_be_hidden()


def test_the_log_keeps_its_scroll_position_after_the_page_removed_the_chat(host):
    visitor = host.visit("<body><main>{tag}</main>").open()
    for number in range(3):
        visitor.write("\n".join(f"line {number}.{line}" for line in range(30)))
    visitor.log.has_status("line 2.29", "Sent")
    host.page.evaluate(REMOVE_UNKNOWN)
    expect(visitor.log.bubble("line 2.29")).to_be_in_viewport()
    visitor.log.element.evaluate("log => { log.scrollTop = 300 }")
    expect(visitor.panel.get_by_role("button", name="Latest messages")).to_be_visible()
    host.page.evaluate(REMOVE_UNKNOWN)
    expect(visitor.log.element).to_have_js_property("scrollTop", 300)


def test_copies_of_the_element_are_removed(host):
    visitor = host.visit("<body><main>{tag}</main>").open()
    host.page.evaluate("document.body.append(document.querySelector('porchlight-chat').cloneNode(true))")
    expect(visitor.widget).to_have_count(1)
    expect(visitor.panel).to_be_visible()


def test_a_rewritten_document_keeps_the_conversation_and_the_draft(host, unique):
    visitor, text = talking(host, unique)
    host.page.evaluate(REWRITE)
    expect(host.page.get_by_role("heading", name="Written anew")).to_be_visible()
    is_whole(visitor, text, draft="and the")
    visitor.box.press("Enter")
    visitor.log.has_status("and the", "Sent")
    visitor.close()
    visitor.launcher.click()
    visitor.log.shows(text, "and the")


def test_a_draft_before_the_first_message_survives_a_rewritten_document(host):
    visitor = host.visit("<body><main>{tag}</main>").open()
    visitor.box.fill("Is the")
    host.page.evaluate(REWRITE)
    is_whole(visitor, draft="Is the")


def test_a_page_that_always_removes_the_chat_is_not_slowed_down(host):
    """The widget gives up and logs it: two scripts that undo each other without end would freeze the page."""
    lines: list[str] = []
    host.page.on("console", lambda line: lines.append(line.text))
    visitor = host.visit("<body><main>{tag}</main>")
    expect(visitor.launcher).to_be_visible()
    host.page.evaluate(
        """() => new MutationObserver(() => document.querySelector("porchlight-chat")?.remove())
             .observe(document.documentElement, { childList: true })"""
    )
    host.page.evaluate("document.querySelector('porchlight-chat').remove()")
    expect(visitor.widget).to_have_count(0)
    assert host.page.evaluate("1 + 1") == 2
    assert [line for line in lines if "removes the chat" in line]


def test_a_page_that_removes_the_chat_often_in_a_long_time_keeps_it(host):
    host.page.clock.install()
    visitor = host.visit("<body><main>{tag}</main>")
    expect(visitor.launcher).to_be_visible()
    for _ in range(3):
        host.page.evaluate(
            """async () => {
                 for (let count = 0; count < 60; count++) {
                   document.querySelector("porchlight-chat").remove();
                   await null;
                   await null;
                 }
               }"""
        )
        host.page.clock.fast_forward(1_500)
    expect(visitor.launcher).to_be_visible()
