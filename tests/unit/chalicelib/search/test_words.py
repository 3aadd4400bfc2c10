"""The words of a text: the same for texts that look alike, and each where the text has it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.search import terms
from chalicelib.search.snippets import SNIPPET_CHARACTERS, snippet
from chalicelib.search.words import TOKEN_CHARACTERS, folded, tokens, words

TEXTS = st.text(
    st.one_of(
        st.sampled_from("aZ é1ßŁøİıſﬁ①½-_@.#'ΚΌςабЁйأَحשׁ東京タｶﾞﾟ塔학교สวนำ้नमस्\u200c\u200d\u00ad\u0301🫖\n"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)

FOLDED = {
    "Straße": ["strasse"],
    "ΚΌΣΜΟΣ κόσμος": ["κοσμοσ", "κοσμοσ"],
    "Ёлка": ["елка"],
    "İstanbul ıstanbul": ["istanbul", "istanbul"],
    "Łódź Øre": ["lodz", "ore"],
    "ﬁne ｗｉｄｅ": ["fine", "wide"],
    "أَحْمَد ـعليـ": ["احمد", "علي"],
    "שָׁלוֹם": ["שלום"],
    "नमस्ते दुनिया": ["नमसते", "दुनिया"],
    "می\u200cخواهم": ["میخواهم"],
    "don't AB-1234": ["don", "t", "ab", "1234"],
    "anna.mueller@shop.example": ["anna", "mueller", "shop", "example"],
    "snake_case": ["snake", "case"],
    "ｶﾞｷﾞ": ["ガギ"],
    "か が": ["か", "が"],
    "東京タワーへ行く": ["東京タワーへ行く"],
    "iPhoneケース": ["iphone", "ケース"],
    "🫖 — !": [],
}


@pytest.mark.parametrize("text", FOLDED)
def test_case_width_and_accents_make_no_difference(text: str) -> None:
    assert [word.text for word in words(text)] == FOLDED[text]


def test_a_run_without_spaces_is_indexed_by_pairs_and_its_last_character() -> None:
    assert tokens(words("東京塔"), 9) == ["東京", "京塔", "塔"]
    assert tokens(words("塔"), 9) == ["塔"]


def test_a_letter_alone_is_no_token_and_a_long_word_is_cut() -> None:
    assert tokens(words("I am a x"), 9) == ["am"]
    assert tokens(words("x" * 100), 9) == ["x" * TOKEN_CHARACTERS]


def test_of_a_long_text_the_longest_words_are_indexed() -> None:
    assert tokens(words("an on in kettle teapot at is"), 2) == ["kettle", "teapot"]


@given(TEXTS)
@example("e\u0301a")
@example("ﾞ")
def test_the_four_normal_forms_of_a_text_have_the_same_words(text: str) -> None:
    found = [word.text for word in words(text)]
    for form in ("NFC", "NFD"):
        assert [word.text for word in words(unicodedata.normalize(form, text))] == found


@given(TEXTS)
def test_words_are_in_order_do_not_overlap_and_are_where_the_text_has_them(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    end = 0
    for word in words(text):
        assert len(word.spans) == len(word.text) > 0
        assert end <= word.start < word.end <= len(composed) or word.start == end - 1  # two letters of one character
        assert word.text in folded(composed[word.start : word.end])
        end = word.end


@given(TEXTS)
def test_what_is_folded_is_the_same_when_it_is_folded_again(text: str) -> None:
    once = folded(text)
    assert [word.text for word in words(once)] == [word.text for word in words(folded(once))]


@given(TEXTS, TEXTS)
def test_a_word_of_a_text_finds_the_text(before: str, after: str) -> None:
    text = f"{before} {after}"
    for word in words(text):
        if word.is_indexed:
            query = terms.parse(word.text)
            assert terms.matches(query, words(text)), word.text
            looked_up = {each.token for each in query.message_lookups()}
            indexed = set(word.tokens)
            assert all(any(token.startswith(each) for token in indexed) for each in looked_up)


@given(TEXTS, st.integers(0, 400))
def test_a_snippet_is_a_part_of_the_text_that_has_the_match(text: str, padding: int) -> None:
    whole = unicodedata.normalize("NFC", f"{'so it was ' * padding}kettle {text}")
    query = terms.parse("kettle")
    pieces = snippet(whole, query)
    flat = "".join(" " if character.isspace() else character for character in whole)
    shown = "".join(piece.text for piece in pieces).strip("…")
    assert shown in flat
    assert ("kettle", True) in [(piece.text, piece.match) for piece in pieces]
    assert len(shown) <= SNIPPET_CHARACTERS + 100
