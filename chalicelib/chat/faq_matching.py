"""Which entries of a FAQ answer a message that a visitor has typed.

Case, accents and other marks make no difference, in any script. An entry matches by its keywords, which the site's
owner has chosen, or because the message is nearly its question. A keyword of a longer word's beginning matches that
word too: "deliver" in "delivered". Scripts that write no spaces are searched for the keyword as it is.
"""

import re
import unicodedata

from chalicelib.model import Choice
from chalicelib.model.faq import Faq, FaqEntry, FaqText

MOST_OFFERED = 3
WORDS_FOR_A_KEYWORD = 12  # a message with more words needs a second keyword, with twice as many a third one
MOST_WORDS = 60  # longer messages tell a story: a person reads it
QUESTION_SHARE = 0.8  # of the words of the question, and of the message, that are the same where there is no keyword
STEM = 4  # letters of a keyword from which it also matches longer words ...
ENDING = 3  # ... by so many letters at most

# Letters that Unicode does not take apart, as they are typed without the language's keyboard.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ـ": None})
WORD = re.compile(r"\w+")
# Thai, Lao, Burmese, Khmer, Japanese and Chinese are written without spaces between words.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
UNSPACED_WORD = 2  # characters of such a text that count as a word


def matching(faq: Faq, message: str, languages: list[str]) -> list[tuple[FaqEntry, FaqText]]:
    """The best entries, none or up to three that match equally well, in the first of these languages that has any."""
    text = plain(message)
    count = words_in(text)
    if not 0 < count <= MOST_WORDS:
        return []
    for language in languages:
        scored = [
            (score(text, count, found), entry, found)
            for entry in faq.entries
            for found in entry.texts
            if found.language == language
        ]
        best = max((points for points, _, _ in scored), default=0.0)
        if best > 0:
            return [(entry, found) for points, entry, found in scored if points == best][:MOST_OFFERED]
    return []


def choices(found: list[tuple[FaqEntry, FaqText]]) -> tuple[Choice, ...]:
    return tuple(Choice(entry.id, text.question) for entry, text in found)


def score(text: str, count: int, entry: FaqText) -> float:
    """0 for no match. The entry's own question ranks highest, then the entry with the most matching keywords."""
    question = plain(entry.question)
    if WORD.findall(question) == WORD.findall(text):
        return 1_000.0
    keywords = {plain(keyword) for keyword in entry.keywords}
    matched = [keyword for keyword in keywords if contains(text, keyword)]
    weight = float(sum(max(1, len(WORD.findall(keyword))) for keyword in matched))
    needed = 1 + (count - 1) // WORDS_FOR_A_KEYWORD
    if weight >= needed:
        return weight
    asked, given = {*WORD.findall(question)}, {*WORD.findall(text)}
    return 0.5 if len(asked & given) > QUESTION_SHARE * max(len(asked), len(given)) else 0.0


def contains(text: str, keyword: str) -> bool:
    if UNSPACED.search(keyword):
        return keyword in text
    wanted, given = WORD.findall(keyword), WORD.findall(text)
    if not wanted:
        return False
    starts = range(len(given) - len(wanted) + 1)
    return any(all(map(same_word, wanted, given[at:])) for at in starts)


def same_word(wanted: str, given: str) -> bool:
    longer = len(given) - len(wanted)
    return wanted == given or (len(wanted) >= STEM and 0 < longer <= ENDING and given.startswith(wanted))


def plain(text: str) -> str:
    """Without case, accents and other marks. Two texts that look alike are the same."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in apart if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", bare.casefold().translate(PLAIN))


def words_in(text: str) -> int:
    unspaced = len(UNSPACED.findall(text))
    return len(WORD.findall(UNSPACED.sub(" ", text))) + -(-unspaced // UNSPACED_WORD)
