"""The excerpt of a message that was found: the words that are shown, without the signs of its format."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.search import terms
from chalicelib.search.plain_text import unformatted
from chalicelib.search.snippets import snippet

WIRE = Path(__file__).parents[3] / "wire"
LINES = json.loads((WIRE / "unformatted.json").read_text())


def excerpt(text: str, query: str) -> str:
    """With the matches in angle brackets."""
    pieces = snippet(text, terms.parse(query), formatted=True)
    return "".join(f"<{each.text}>" if each.match else each.text for each in pieces)


@pytest.mark.parametrize("each", LINES, ids=lambda each: each["line"])
def test_pages_and_server_take_the_same_signs_out_of_a_line(each: dict[str, str]) -> None:
    assert unformatted(each["line"]) == each["shown"]


def test_the_fences_of_a_code_block_are_left_out_and_its_signs_kept() -> None:
    assert unformatted("Run:\n```\na **b**\n```\n**c**") == "Run:\na **b**\nc"
    assert unformatted("```\nnever **closed**") == "```\nnever closed"
    assert unformatted("```\na\n```\n```\nb\n```\nc") == "a\nb\nc"


def test_the_marked_words_are_those_of_the_query_also_behind_signs_that_were_left_out() -> None:
    text = "**Yes**, the [blue **kettle**](https://shop.example/k) is `in stock`: two *kettles*, one kettle"
    assert excerpt(text, "kettle ") == "Yes, the blue **<kettle>** is in stock: two kettles, one <kettle>"
    assert excerpt("**Yes**, the *blue* `kettle` is here", "blue kettle") == "Yes, the <blue> <kettle> is here"


def test_a_word_of_a_links_address_is_shown_where_it_was_found() -> None:
    text = "See [our page](https://shop.example/kettle) **now**"
    assert excerpt(text, "kettle") == "See [our page](https://shop.example/<kettle>) **now**"
    assert excerpt(text, "page") == "See our <page> now"


def test_the_text_of_a_visitor_is_shown_as_it_was_typed() -> None:
    assert "".join(piece.text for piece in snippet("a **kettle**", terms.parse("kettle"))) == "a **kettle**"


def test_a_line_of_nothing_but_signs_is_read() -> None:
    assert excerpt(f"kettle {'*' * 4000}", "kettle").startswith("<kettle> *")


@given(st.text(st.sampled_from("*_`[]() \nab"), max_size=80))
def test_no_letter_is_lost_and_every_match_is_marked(text: str) -> None:
    whole = f"{text} kettle"
    shown = unformatted(text)
    assert [each for each in shown if each in "ab"] == [each for each in text if each in "ab"]
    assert ("kettle", True) in [(each.text, each.match) for each in snippet(whole, terms.parse("kettle"), True)]
