"""A message is shown exactly as it was written, whatever it contains."""

import base64

from playwright.sync_api import expect

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4

ARABIC = "مرحبا، هل الغلاية الزرقاء متوفرة؟"
TEXTS = [
    "🫖 👩🏽‍🚀 👨‍👩‍👧‍👦 🇳🇴 ❤️‍🔥",
    ARABIC,
    "The kettle הקומקום הכחול, please",
    "<b>bold</b> <img src=x onerror=\"document.title='stolen'\"> &amp; <script>alert(1)</script>",
    "${7*7} {{7*7}} {name} %s %(x)s \\u0041",
    LONG_WORD,
    "First line\n\n  indented third line\tand a tab",
    "Tea 🍵 " * 666 + "kett",
]


def test_both_sides_see_the_exact_text(visitor, admin, unique):
    first = unique("What I write next:")
    visitor.open().write(first)
    admin.open(admin.conversation_of(first))
    for body in TEXTS:
        visitor.write(body)
    expect(admin.log.messages).to_have_count(len(TEXTS) + 1)

    assert len(TEXTS[-1]) == 4000
    for side in visitor, admin:
        assert side.log.bodies() == [first, *TEXTS]
        assert side.log.element.locator("img, script, b").count() == 0
        assert side.page.title() != "stolen"


def test_both_sides_have_the_same_links_and_long_words_do_not_widen_the_log(visitor, admin, unique):
    long, imitated = unique(LONG_WORD), unique("Sign in at https://раypal.example/login")
    body = unique("See https://shop.example/kettles?colour=blue, and (http://tea.example).")
    visitor.open().write(long)
    admin.open(admin.conversation_of(long[:60]))
    for side in visitor, admin:
        side.log.shows(long)
        assert side.log.element.evaluate("log => log.scrollWidth <= log.clientWidth")

    visitor.write(body)
    visitor.write(imitated)
    for side in visitor, admin:
        links = side.log.bubble(body).get_by_role("link")
        expect(links).to_have_text(["https://shop.example/kettles?colour=blue", "http://tea.example"])
        for link in links.all():
            expect(link).to_have_attribute("rel", "noopener nofollow")
            expect(link).to_have_attribute("target", "_blank")
        # A host in another alphabet is shown as it really is.
        real = "https://раypal.example/login (xn--ypal-43d9g.example)"
        expect(side.log.bubble("Sign in at").get_by_role("link")).to_have_text(real)


def test_right_to_left_text_starts_on_the_right(visitor):
    visitor.open().write(ARABIC)
    visitor.write("Left to right.")

    expect(visitor.log.bubble(ARABIC)).to_have_css("direction", "rtl")
    expect(visitor.log.bubble("Left to right.")).to_have_css("direction", "ltr")


def test_dangerous_urls_stay_text(visitor):
    bodies = [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "https://bank.example@evil.example/",
        "file:///etc/passwd",
    ]
    visitor.open()
    for body in bodies:
        visitor.write(body)

    visitor.log.shows(*bodies)
    expect(visitor.log.element.get_by_role("link")).to_have_count(0)


def test_text_before_a_link_does_not_reorder_its_parts(visitor):
    visitor.open().write("\u202e \u05d0 https://a.example/\u05d0/b.example")
    expect(visitor.log.element.get_by_role("link")).to_be_visible()
    # The link is found in the same script that measures it: a part that loads later draws the text again.
    first, last = visitor.log.element.evaluate(
        """(log) => [0, 16].map((at) => {
          const range = document.createRange();
          const text = log.querySelector(".pl-bubble a").firstChild;
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return range.getBoundingClientRect().left;
        })"""
    )
    assert first < last


def test_stacked_marks_on_a_letter_stay_in_their_bubble(visitor, admin, unique):
    body = unique("a" + "\u0306" * 150)
    visitor.open().write(body)
    visitor.log.has_status(body, "Sent")
    admin.open(admin.conversation_of("a\u0306"))
    for side in visitor, admin:
        expect(side.log.element.locator(".pl-bubble")).to_have_css("overflow", "clip")
    expect(visitor.panel.get_by_role("button", name="Get the answer by email")).to_be_visible()  # the last to move it
    assert is_blank_above(visitor.log.element.locator(".pl-bubble"), visitor.page)


def is_blank_above(bubble, page) -> bool:
    """True if the line above the bubble, where the marks would be, has a single colour."""
    box = bubble.bounding_box()
    clip = {"x": box["x"] + 14, "y": box["y"] - 16, "width": 10, "height": 12}
    colours = """async (data) => {
      const image = await createImageBitmap(await (await fetch(data)).blob());
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context.drawImage(image, 0, 0);
      const { data: bytes } = context.getImageData(0, 0, image.width, image.height);
      return new Set(new Uint32Array(bytes.buffer)).size;
    }"""
    picture = base64.b64encode(page.screenshot(clip=clip)).decode()
    blank = page.context.new_page()
    return bool(blank.evaluate(colours, f"data:image/png;base64,{picture}") == 1)


def test_a_message_of_only_invisible_characters_is_not_sent(visitor):
    send = visitor.open().panel.get_by_role("button", name="Send message")
    for body in ("\u200b\u200d", "\u3164", "\u2800 \u2800", "\ufe0f\u00ad"):
        visitor.box.fill("Something")
        expect(send).not_to_have_attribute("aria-disabled", "true")
        visitor.write(body)
        expect(send).to_have_attribute("aria-disabled", "true")
        assert visitor.log.bodies() == []


def test_a_message_that_is_too_long_is_not_sent_and_shows_why(visitor):
    visitor.open().write("x" * 4001)

    expect(visitor.panel.get_by_text("1 character over the limit")).to_be_visible()
    expect(visitor.box).to_have_value("x" * 4001)
    assert visitor.log.bodies() == []


def test_an_admin_formats_a_reply_and_the_visitors_signs_stay_text(visitor, admin, unique):
    question = unique("Is **this** in stock? *Really*? `PL-1`")
    visitor.open().write(question)
    admin.open(admin.conversation_of(question))
    admin.box.fill("Yes, two kinds")
    admin.box.press("Shift+Home")
    admin.box.press("Control+b")
    admin.box.press("End")
    admin.box.press("Shift+Enter")
    admin.box.press_sequentially("- [blue](https://shop.example/blue)")
    admin.box.press("Shift+Enter")
    admin.box.press_sequentially("- <b>red</b>")
    admin.box.press("Enter")

    for side in visitor, admin:
        side.log.shows(question, "Yes, two kindsblue<b>red</b>")
        assert side.log.bubble(question).locator("strong, em, code").count() == 0
        expect(side.log.bubble("Yes, two kinds").locator("strong")).to_have_text("Yes, two kinds")
        expect(side.log.bubble("Yes, two kinds").locator("li")).to_have_text(["blue", "<b>red</b>"])
        link = side.log.bubble("Yes, two kinds").get_by_role("link", name="blue")
        expect(link).to_have_attribute("href", "https://shop.example/blue")
