"""The text and the HTML of our mails."""

from html.parser import HTMLParser

from chalicelib.letter import Letter, Link, Quote

HOSTILE = "<script>alert(1)</script> & \"quotes\" 'single'\nsecond <b>line</b>"
LETTER = Letter(
    title=HOSTILE,
    text="A <b>text</b>",
    quotes=(Quote(HOSTILE, by='Anna" onclick="x', link="https://pages.example/admin/#/c/c_1"),),
    button=Link("Open", "https://pages.example/admin/#/c/c_1?a=1&b=2"),
    small=("Small & print", Link("Settings", "https://pages.example/admin/#/settings/account")),
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(letter: Letter) -> Tags:
    tags = Tags()
    tags.feed(letter.as_html())
    return tags


def test_everything_that_others_wrote_is_text_in_the_html() -> None:
    tags = parsed(LETTER)
    assert {tag for tag, _ in tags.seen} <= {
        *("html", "head", "meta", "title", "style", "body", "div", "h1", "p", "blockquote", "br", "a")
    }
    assert all(not name.startswith("on") for _, attributes in tags.seen for name in attributes)
    assert "<script>alert(1)</script>" in tags.text
    assert "second <b>line</b>" in tags.text


def test_its_links_are_those_it_was_given() -> None:
    links = [attributes["href"] for tag, attributes in parsed(LETTER).seen if tag == "a"]
    assert links == [
        "https://pages.example/admin/#/c/c_1",
        "https://pages.example/admin/#/c/c_1?a=1&b=2",
        "https://pages.example/admin/#/settings/account",
    ]


def test_it_loads_nothing_from_elsewhere() -> None:
    html = LETTER.as_html()
    assert "src=" not in html
    assert "url(" not in html
    assert "@import" not in html


def test_the_text_has_the_same_content_with_quoted_lines() -> None:
    text = LETTER.as_text()
    assert "> second <b>line</b>" in text
    assert "Open: https://pages.example/admin/#/c/c_1?a=1&b=2" in text
    assert text.endswith("Small & print\nSettings: https://pages.example/admin/#/settings/account\n")


def test_parts_that_are_empty_leave_nothing_behind() -> None:
    assert Letter("Only a title").as_text() == "Only a title\n"
    assert "<blockquote" not in Letter("Only a title").as_html()
