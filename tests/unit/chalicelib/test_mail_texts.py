"""What the server says itself has all its texts in every language: of the widget for visitors, of the dashboard for
admins."""

import json
import re
from pathlib import Path

import pytest

from chalicelib.letter import Letter, Quote
from chalicelib.mail_texts import (
    FOLDER,
    FOR_ADMINS,
    LANGUAGES,
    LANGUAGES_OF_ADMINS,
    admin_texts_for,
    in_every_language,
    name_of,
    texts_for,
    texts_of,
)
from chalicelib.plural_forms import plural_form
from devtools.folders import ROOT

PLACEHOLDER = re.compile(r"\{(\w*)\}")
SAME_IN_ALL = {"comma", "sentences"}  # have signs only
FILES = [(folder, path.stem) for folder in (FOLDER, FOR_ADMINS) for path in sorted(folder.glob("*.json"))]


def test_there_is_a_file_for_each_language_of_the_widget_and_of_the_dashboard() -> None:
    for locales, languages, folder in (
        ("widget", LANGUAGES, FOLDER),
        ("admin_static", LANGUAGES_OF_ADMINS, FOR_ADMINS),
    ):
        translated = {path.stem for path in (ROOT / locales / "locales").glob("*.json")}
        assert translated | {"en"} == languages == {path.stem for path in folder.glob("*.json")}


def read(folder: Path, name: str) -> dict[str, str | dict[str, str]]:
    texts: dict[str, str | dict[str, str]] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return texts


def holes(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


@pytest.mark.parametrize(("folder", "name"), FILES, ids=lambda value: getattr(value, "name", value))
def test_a_language_has_every_text_with_the_same_placeholders(folder: Path, name: str) -> None:
    found, english = read(folder, name), read(folder, "en")
    assert list(found) == list(english)
    for key, text in found.items():
        original = english[key]
        if isinstance(original, dict):
            continue
        assert isinstance(text, str), f"{key}: it has no plural forms in English"
        assert text.strip(), key
        assert holes(text) == holes(original), key
        assert name == "en" or key in SAME_IN_ALL or text != original, f"{key} is not translated"


@pytest.mark.parametrize(("folder", "name"), FILES, ids=lambda value: getattr(value, "name", value))
def test_a_text_with_a_number_has_the_forms_that_its_language_uses(folder: Path, name: str) -> None:
    numbers: dict[str, list[int]] = {}
    for number in range(1_000):
        numbers.setdefault(plural_form(name, number), []).append(number)
    for key, original in read(folder, "en").items():
        if isinstance(original, str):
            continue
        forms = read(folder, name)[key]
        assert isinstance(forms, dict), f"{key} has no plural forms"
        assert set(forms) == set(numbers), key
        for form, text in forms.items():
            # "One message" needs no figure, unless the form is also that of 21.
            needed = set(holes(original["other"])) - ({"count"} if len(numbers[form]) == 1 else set())
            assert needed <= set(holes(text)) <= set(holes(original["other"])), (key, form)
        assert name == "en" or (name, key) == ("fr", "minutes") or forms != original, f"{key} is not translated"


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


def test_an_admin_reads_the_first_language_that_the_dashboard_has() -> None:
    assert admin_texts_for("", "sv", "pt-PT", "zh-TW", "de-CH", "fr").language == "de"
    assert admin_texts_for("sv", "").language == "en"
    assert texts_for("sv").language == "sv"


def test_a_number_has_the_form_of_its_language() -> None:
    said = {name: [admin_texts_for(name).count("minutes", number) for number in (1, 2, 5, 22)] for name in ("ru", "ar")}
    assert said["ru"] == ["1 минуту", "2 минуты", "5 минут", "22 минуты"]
    assert said["ar"] == ["دقيقة واحدة", "دقيقتين", "5 دقائق", "22 دقيقة"]
    assert admin_texts_for("de").count("waiting_many", 200, "200+") == "200+ Unterhaltungen warten"


def test_a_mail_from_right_to_left_says_so_and_is_mirrored() -> None:
    letter = Letter("شكرا", quotes=(Quote("نعم"),), language="ar", direction=texts_of("ar").direction)
    assert '<html lang="ar" dir="rtl">' in letter.as_html()
    assert "border-right:" in letter.as_html()
    assert "border-left:" not in letter.as_html()
    assert letter.as_html().count('dir="rtl"') == 3  # also of its parts: some mail programs leave out <html>
    assert '<html lang="en" dir="ltr">' in Letter("Thanks", quotes=(Quote("Yes"),)).as_html()
