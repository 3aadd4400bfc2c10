"""Pages that replace their own body, or all of the document, keep the chat as it is."""

from playwright.sync_api import expect

# What Turbo does on a visit: it keeps a copy of the body for the way back, and puts another body in its place.
TURBO = """() => {
  window.snapshot = document.body.cloneNode(true);
  const next = document.createElement("body");
  next.innerHTML = "<h1>The next page</h1>";
  document.body.replaceWith(next);
}"""
BACK = "() => document.body.replaceWith(window.snapshot)"
REMOVE_STRANGERS = """() => {
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


def test_a_visit_by_turbo_and_the_way_back_change_nothing(host, unique):
    visitor, text = talking(host, unique)
    host.page.evaluate(TURBO)
    is_whole(visitor, text, draft="and the")
    visitor.box.press_sequentially(" red one")
    host.page.evaluate(BACK)
    is_whole(visitor, text, draft="and the red one")
    visitor.box.press("Enter")
    visitor.log.has_status("and the red one", "Sent")


def test_a_page_that_removes_what_it_does_not_know_gets_the_chat_again(host, unique):
    visitor, text = talking(host, unique)
    host.page.evaluate(REMOVE_STRANGERS)
    is_whole(visitor, text, draft="and the")
    host.page.keyboard.type(" red one")
    expect(visitor.box).to_have_value("and the red one")
    host.page.evaluate("window.Porchlight.close()")
    expect(visitor.panel).to_be_hidden()


def test_the_log_is_where_it_was_after_the_page_removed_the_chat(host):
    visitor = host.visit("<body><main>{tag}</main>").open()
    for number in range(3):
        visitor.write("\n".join(f"line {number}.{line}" for line in range(30)))
    visitor.log.has_status("line 2.29", "Sent")
    host.page.evaluate(REMOVE_STRANGERS)
    expect(visitor.log.bubble("line 2.29")).to_be_in_viewport()
    visitor.log.element.evaluate("log => { log.scrollTop = 300 }")
    expect(visitor.panel.get_by_role("button", name="Latest messages")).to_be_visible()
    host.page.evaluate(REMOVE_STRANGERS)
    expect(visitor.log.element).to_have_js_property("scrollTop", 300)


def test_copies_of_the_element_are_taken_out(host):
    visitor = host.visit("<body><main>{tag}</main>").open()
    host.page.evaluate("document.body.append(document.querySelector('porchlight-chat').cloneNode(true))")
    expect(visitor.widget).to_have_count(1)
    expect(visitor.panel).to_be_visible()


def test_a_document_that_is_written_anew_keeps_the_conversation_and_what_was_typed(host, unique):
    visitor, text = talking(host, unique)
    host.page.evaluate(REWRITE)
    expect(host.page.get_by_role("heading", name="Written anew")).to_be_visible()
    is_whole(visitor, text, draft="and the")
    visitor.box.press("Enter")
    visitor.log.has_status("and the", "Sent")
    visitor.close()
    visitor.launcher.click()
    visitor.log.shows(text, "and the")


def test_a_draft_before_the_first_message_outlives_a_document_that_is_written_anew(host):
    visitor = host.visit("<body><main>{tag}</main>").open()
    visitor.box.fill("Is the")
    host.page.evaluate(REWRITE)
    is_whole(visitor, draft="Is the")


def test_a_page_that_always_removes_the_chat_is_not_held_up(host):
    """The widget gives up and says so on the console: two scripts that take turns for ever would freeze the page."""
    said: list[str] = []
    host.page.on("console", lambda line: said.append(line.text))
    visitor = host.visit("<body><main>{tag}</main>")
    expect(visitor.launcher).to_be_visible()
    host.page.evaluate(
        """() => new MutationObserver(() => document.querySelector("porchlight-chat")?.remove())
             .observe(document.documentElement, { childList: true })"""
    )
    host.page.evaluate("document.querySelector('porchlight-chat').remove()")
    expect(visitor.widget).to_have_count(0)
    assert host.page.evaluate("1 + 1") == 2
    assert [line for line in said if "removes the chat" in line]
