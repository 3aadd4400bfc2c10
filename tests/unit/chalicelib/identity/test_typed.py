import unicodedata

import pytest

from chalicelib.identity import typed


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lind",
        "  Ada Lind ",
        "Ada\u00a0Lind",
        "Ada  \t Lind\n",
        "\u200bAda Lind\ufeff",
        "\u202aAda Lind\u202c",
        "Ada\x00 Lind",
    ],
)
def test_a_name_has_one_form_however_it_was_pasted(text: str) -> None:
    assert typed.line(text, 80) == "Ada Lind"


def test_a_name_is_composed() -> None:
    assert typed.line(unicodedata.normalize("NFD", "Zoë Müller"), 80) == "Zoë Müller"


def test_half_characters_and_direction_overrides_are_left_out() -> None:
    assert typed.line("\ud800Ada\u202e Lind\u2066", 80) == "Ada Lind"


@pytest.mark.parametrize("name", ["👩‍💻 Ada", "می‌خواهم", "क्‍ष", "שלום"])
def test_joiners_inside_a_name_stay(name: str) -> None:
    assert typed.line(name, 80) == unicodedata.normalize("NFC", name)


def test_a_long_name_is_cut_and_not_inside_a_character() -> None:
    assert typed.line("x" * 200, 80) == "x" * 80
    assert typed.line("x" * 79 + "q\u0301\u0323", 80) == "x" * 79
    assert typed.line("x" * 78 + "👩\u200d💻", 80) == "x" * 78
    assert typed.line("x" * 79 + "👍🏽", 80) == "x" * 79
    assert len(typed.line("\u0301" * 200, 80)) <= 80


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\ufeff\u2060", "\x00"])
def test_what_shows_nothing_is_no_name(text: str) -> None:
    assert typed.line(text, 80) == ""


@pytest.mark.parametrize(
    "text",
    [
        "123456",
        " 123 456 ",
        "１２３４５６",
        "١٢٣٤٥٦",
        "123-456",
        "123\u2013456",
        "123\u00a0456",
        "123\u200b456",
        "१२३४५६",
    ],
)
def test_a_code_is_the_same_with_spaces_dashes_and_digits_of_any_script(text: str) -> None:
    assert typed.code(text) == "123456"


@pytest.mark.parametrize("text", ["b2hw-7mqx-zn4k", "B2HW 7MQX ZN4K", "b2hw\u20117mqx\u2212zn4k", "ｂ２ｈｗ—7mqx—zn4k"])
def test_a_recovery_code_is_the_same_in_capitals_and_with_other_dashes(text: str) -> None:
    assert typed.code(text) == "b2hw7mqxzn4k"
