"""Mails to visitors have all their texts in every language of the widget."""

import json
import re

import pytest

from chalicelib.letter import Letter, Quote
from chalicelib.mail_texts import FOLDER, LANGUAGES, in_every_language, name_of, texts_for, texts_of
from devtools.folders import ROOT

PLACEHOLDER = re.compile(r"\{(\w*)\}")
ENGLISH = texts_of("en").by_key


def test_there_is_a_file_for_each_language_of_the_widget() -> None:
    of_the_widget = {path.stem for path in (ROOT / "widget" / "locales").glob("*.json")}
    assert of_the_widget | {"en"} == LANGUAGES == {path.stem for path in FOLDER.glob("*.json")}


@pytest.mark.parametrize("name", sorted(LANGUAGES))
def test_a_language_has_every_text_with_the_same_placeholders(name: str) -> None:
    found = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert list(found) == list(ENGLISH)
    for key, text in found.items():
        assert isinstance(text, str), f"{key}: the texts have no plural forms"
        assert text.strip(), key
        assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(ENGLISH[key])), key
        assert name == "en" or key == "comma" or text != ENGLISH[key], f"{key} is not translated"


def test_the_marker_differs_in_every_language_and_contains_no_other_one() -> None:
    markers = in_every_language("marker")
    assert len(set(markers)) == len(LANGUAGES)
    assert all(len(marker) > 8 for marker in markers)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("de-AT", "de"),
        ("no", "nb"),
        ("nn-NO", "nb"),
        ("pt", "pt-BR"),
        ("pt-BR", "pt-BR"),
        ("pt-AO", "pt"),
        ("zh", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("en_GB", "en"),
        ("eo", None),
        ("../en", None),
        ("", None),
    ],
)
def test_a_language_has_the_translation_of_its_base(tag: str, name: str | None) -> None:
    assert name_of(tag) == name


def test_the_first_language_with_a_translation_counts() -> None:
    assert texts_for("eo", "fr-CA").language == "fr"
    assert texts_for("", "").language == "en"
    assert texts_for("de", "fr").say("answer", name="A {name}") == "Eine Antwort von A {name}"


def test_a_mail_from_right_to_left_says_so_and_is_mirrored() -> None:
    letter = Letter("شكرا", quotes=(Quote("نعم"),), language="ar", direction=texts_of("ar").direction)
    assert '<html lang="ar" dir="rtl">' in letter.as_html()
    assert "border-right:" in letter.as_html()
    assert "border-left:" not in letter.as_html()
    assert '<html lang="en" dir="ltr">' in Letter("Thanks", quotes=(Quote("Yes"),)).as_html()
