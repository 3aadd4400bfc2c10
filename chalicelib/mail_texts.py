"""Texts in the widget's languages that the server says: mails to visitors, the page that ends them, the launcher.

A JSON file for each language, which is read when a mail is sent, its answer is read, or a site's settings file is
written. The texts have no numbers, and so no plural forms.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent / "translations"
LANGUAGES = frozenset(path.stem for path in FOLDER.glob("*.json"))
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


@dataclass(frozen=True, slots=True)
class Texts:
    language: str  # one of LANGUAGES
    by_key: dict[str, str]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def say(self, key: str, **values: str) -> str:
        return self.by_key[key].format(**values)


def texts_for(*tags: str) -> Texts:
    """The texts in the first of these languages (BCP 47) that has a translation; otherwise in English."""
    return texts_of(next((name for name in map(name_of, tags) if name), "en"))


def name_of(tag: str) -> str | None:
    """The translation of a language: that of its base, as in the widget (widget/language.js). None: there is none."""
    base, *others = tag.replace("_", "-").lower().split("-")
    if base == "zh":
        return "zh-Hant" if "hans" not in others and TRADITIONAL.intersection(others) else "zh-Hans"
    if base == "pt":
        return "pt-BR" if not others or "br" in others else "pt"
    if base in ("no", "nn"):
        return "nb"
    return base if base in LANGUAGES else None


def in_every_language(key: str) -> list[str]:
    return [texts_of(name).by_key[key] for name in sorted(LANGUAGES)]


@cache
def texts_of(name: str) -> Texts:
    return Texts(name, json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")))
