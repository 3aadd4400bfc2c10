"""A site's own questions and answers, from which the bot answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaqText:
    """An entry in one language (BCP 47). `answer` has the Markdown of admins' messages."""

    language: str
    question: str
    answer: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """One question with its answer, in up to ten languages. `suggested`: the widget offers it before anybody asks."""

    id: str
    texts: tuple[FaqText, ...]
    suggested: bool = True

    def text_in(self, languages: list[str]) -> FaqText | None:
        """The text in the first of these languages that it has."""
        found = {text.language: text for text in self.texts}
        return next((found[language] for language in languages if language in found), None)


@dataclass(frozen=True, slots=True)
class Faq:
    """`name`: the bot's, "" for the team's. `enabled`: whether visitors see any of it."""

    enabled: bool = True
    name: str = ""
    entries: tuple[FaqEntry, ...] = ()

    def languages(self, wanted: str, usual: str) -> list[str]:
        """All languages of the entries: first the wanted one, then those of the same base language, then the site's."""
        have = list(dict.fromkeys(text.language for entry in self.entries for text in entry.texts))

        def distance(language: str) -> int:
            return next(
                (
                    at
                    for at, matches in enumerate(
                        (
                            language.lower() == wanted.lower(),
                            base(language) == base(wanted),
                            language == usual,
                            base(language) == base(usual),
                        )
                    )
                    if matches
                ),
                4,
            )

        return sorted(have, key=distance)


def base(language: str) -> str:
    return language.lower().partition("-")[0]
