"""The words of a text, in any script, as they are indexed and looked for.

Case, width, accents and other marks make no difference (NFKC, case folding, without marks). Scripts that write no
spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese), and Korean, whose words end in particles, have no
words here but runs, which are indexed by pairs of characters: a text contains a run if it contains it as it is.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

TOKEN_CHARACTERS = 40  # of one word; the rest of a longer one is not looked at
SHORTEST = 2  # characters of a word that is indexed; of a run one

# Letters that Unicode does not take apart, as they are typed without the language's keyboard. U+0640 only stretches.
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ـ": None})
VOICING = {"\u3099", "\u309a"}  # the marks that make か a が are no accents
# Thai, Lao, Burmese, Khmer; kana, Bopomofo, ideographs, Hangul, and the ideographs of the planes 2 and 3.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff\u1100-\u11ff]"
)
RUNS = re.compile("w+|u+")
CHARACTER = re.compile("[\uff66-\uff9d][\uff9e\uff9f]|.", re.DOTALL)  # half-width kana have their voicing apart


@dataclass(frozen=True, slots=True)
class Word:
    """`text`: folded. `spans`: where each of its characters is in the text that it was found in, in Unicode's composed
    form (NFC). `unspaced`: it is a run."""

    text: str
    spans: tuple[tuple[int, int], ...]
    unspaced: bool = False

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def is_indexed(self) -> bool:
        return self.unspaced or len(self.text) >= SHORTEST

    @property
    def tokens(self) -> list[str]:
        """What it is indexed by. The last character of a run is a token too, since no pair begins with it."""
        if not self.unspaced:
            return [self.text[:TOKEN_CHARACTERS]] if self.is_indexed else []
        return [*(self.text[at : at + 2] for at in range(len(self.text) - 1)), self.text[-1]]


def words(text: str) -> list[Word]:
    """The words and runs of a text, in order."""
    letters: list[str] = []
    kinds: list[str] = []
    spans: list[tuple[int, int]] = []
    for character in CHARACTER.finditer(unicodedata.normalize("NFC", text)):
        folding = folded_character(character[0])
        if not folding and spans and spans[-1][1] == character.start():
            spans[-1] = (spans[-1][0], character.end())  # a mark belongs to its letter
        for letter, kind in folding:
            letters.append(letter)
            kinds.append(kind)
            spans.append(character.span())
    folded = "".join(letters)
    return [
        Word(folded[run.start() : run.end()], tuple(spans[run.start() : run.end()]), run[0][0] == "u")
        for run in RUNS.finditer("".join(kinds))
    ]


def folded(text: str) -> str:
    """The text without differences of case, width and marks."""
    composed = CHARACTER.findall(unicodedata.normalize("NFC", text))
    return "".join(letter for character in composed for letter, _ in folded_character(character))


@lru_cache(maxsize=4096)
def folded_character(character: str) -> tuple[tuple[str, str], ...]:
    """The characters that it is compared as, each with its kind: `w` of a word, `u` of a run, a space for others."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
    bare = unicodedata.normalize("NFC", "".join(each for each in apart if is_kept(each)))
    plain = unicodedata.normalize("NFC", bare.casefold().translate(PLAIN))
    return tuple((each, kind_of(each)) for each in plain)


def is_kept(character: str) -> bool:
    """Accents, and characters that are not seen, such as joiners, are left out. Vowel signs are letters."""
    if character in VOICING:
        return True
    return not unicodedata.combining(character) and unicodedata.category(character) != "Cf"


def kind_of(character: str) -> str:
    if UNSPACED.match(character) or character in VOICING:
        return "u"
    return "w" if character.isalnum() or unicodedata.category(character).startswith("M") else " "


def tokens(found: Iterable[Word], most: int) -> list[str]:
    """The different tokens of these words. Where there are more than `most`, the longest ones: short ones say least."""
    different = list(dict.fromkeys(token for word in found for token in word.tokens))
    if len(different) <= most:
        return different
    return sorted(different, key=len, reverse=True)[:most]
