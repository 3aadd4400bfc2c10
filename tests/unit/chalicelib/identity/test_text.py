import unicodedata

import pytest

from chalicelib.identity.text import same_secret, single_line


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
    assert single_line(text, 80) == "Ada Lind"


def test_a_name_is_composed() -> None:
    assert single_line(unicodedata.normalize("NFD", "Zoë Müller"), 80) == "Zoë Müller"


def test_half_characters_and_direction_overrides_are_removed() -> None:
    assert single_line("\ud800Ada\u202e Lind\u2066", 80) == "Ada Lind"


@pytest.mark.parametrize("name", ["👩‍💻 Ada", "می‌خواهم", "क्‍ष", "שלום"])
def test_joiners_inside_a_name_stay(name: str) -> None:
    assert single_line(name, 80) == unicodedata.normalize("NFC", name)


def test_a_long_name_is_cut_and_not_inside_a_character() -> None:
    assert single_line("x" * 200, 80) == "x" * 80
    assert single_line("x" * 79 + "q\u0301\u0323", 80) == "x" * 79
    assert single_line("x" * 78 + "👩\u200d💻", 80) == "x" * 78
    assert single_line("x" * 79 + "👍🏽", 80) == "x" * 79
    assert len(single_line("\u0301" * 200, 80)) <= 80


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\ufeff\u2060", "\x00"])
def test_a_name_of_invisible_characters_is_empty(text: str) -> None:
    assert single_line(text, 80) == ""


@pytest.mark.parametrize("given", ["", "secret", "secrét", "\ud800", "sécret"])
def test_secrets_with_any_characters_can_be_compared(given: str) -> None:
    assert same_secret("sécret", given) is (given == "sécret")
