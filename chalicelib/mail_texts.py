"""Texts that the server says itself: to visitors in the widget's languages, to admins in the dashboard's.

A JSON file for each language, which is read when a text of it is needed: for visitors those of mails, of the page that
ends them and of the launcher; for admins those of mails, notifications and posts to their webhooks. A text with a
number has the plural forms of its language, as in the files of the dashboard.
"""

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from chalicelib.plural_forms import plural_form

FOLDER = Path(__file__).parent / "translations"
FOR_ADMINS = FOLDER / "admins"
LANGUAGES = frozenset(path.stem for path in FOLDER.glob("*.json"))
LANGUAGES_OF_ADMINS = frozenset(path.stem for path in FOR_ADMINS.glob("*.json"))
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


@dataclass(frozen=True, slots=True)
class Texts:
    language: str  # one of LANGUAGES
    by_key: Mapping[str, str]
    plurals: Mapping[str, Mapping[str, str]]  # the forms of each text with a number

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def say(self, key: str, **values: str) -> str:
        return self.by_key[key].format(**values)

    def count(self, key: str, number: int, shown: str = "", **values: str) -> str:
        """`shown`: in place of the number, such as "200+"."""
        return self.plurals[key][plural_form(self.language, number)].format(count=shown or str(number), **values)


def texts_for(*tags: str) -> Texts:
    """The visitors' texts in the first of these languages (BCP 47) that has a translation; otherwise in English."""
    return texts_of(first_of(tags) or "en")


def admin_texts_for(*tags: str) -> Texts:
    """As `texts_for`, of the admins' texts."""
    return texts_of(first_of(tags, LANGUAGES_OF_ADMINS) or "en", FOR_ADMINS)


def first_of(tags: Iterable[str], languages: Set[str] = LANGUAGES) -> str | None:
    return next((name for tag in tags if (name := name_of(tag, languages))), None)


def name_of(tag: str, languages: Set[str] = LANGUAGES) -> str | None:
    """The translation of a language: that of its base, as in the widget (widget/language.js). None: there is none."""
    base, *others = tag.replace("_", "-").lower().split("-")
    name = base
    if base == "zh":
        name = "zh-Hant" if "hans" not in others and TRADITIONAL.intersection(others) else "zh-Hans"
    elif base == "pt":
        name = "pt-BR" if not others or "br" in others else "pt"
    elif base in ("no", "nn"):
        name = "nb"
    return name if name in languages else None


def in_every_language(key: str) -> list[str]:
    return [texts_of(name).by_key[key] for name in sorted(LANGUAGES)]


@cache
def texts_of(name: str, folder: Path = FOLDER) -> Texts:
    texts = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return Texts(
        name,
        {key: text for key, text in texts.items() if isinstance(text, str)},
        {key: forms for key, forms in texts.items() if not isinstance(forms, str)},
    )
