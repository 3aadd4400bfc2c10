"""How far the model is explored, and how much there is. A change of the model or of the algorithm shows here."""

from dataclasses import dataclass

from tests.model.model import Model


@dataclass(frozen=True)
class Bounds:
    writes: str  # client_ids, by side in the order written
    pages: str  # the side of each page
    at_once: int  # attempts under way, of which two may be of one message, or `each`
    states: int
    depth: int
    each: int = 2
    mortal: bool = False  # retention and erasure may strike at any time

    def model(self) -> Model:
        return Model(self.writes, self.pages, at_once=self.at_once, each=self.each, mortal=self.mortal)

    def __str__(self) -> str:
        going = ", and messages may go" if self.mortal else ""
        return f"{self.writes}, pages {self.pages or 'any'}, {self.at_once} at once, {self.each} of each{going}"


# In the tests: about fifteen seconds together on a slow core.
SHORT = [
    Bounds("a1 a2 b1", "", 2, states=43_752, depth=33),
    Bounds("a1 b1", "", 3, states=14_099, depth=25),
    Bounds("b1 b2 b3", "aa", 1, states=13_009, depth=33),
    Bounds("a1 a2", "aa", 2, states=7_458, depth=25),
    Bounds("a1 b1", "ab", 2, states=41_733, depth=26),
    Bounds("a1", "a", 2, states=3_700, depth=22, mortal=True),
    Bounds("b1 b2", "a", 1, states=52_989, depth=33, mortal=True),
]
# By hand, before a change of the algorithm: python3 -m tests.model --long
LONG = [
    Bounds("a1 a2 b1", "", 3, states=280_000, depth=36),
    Bounds("a1 b1", "", 4, states=77_721, depth=30, each=3),
    Bounds("a1 a2 b1 b2", "", 2, states=505_023, depth=41),
    Bounds("b1 b2 b3 b4", "aa", 1, states=118_754, depth=43),
    Bounds("a1 b1", "aab", 2, states=161_740, depth=28),
    Bounds("a1 b1", "ab", 3, states=187_567, depth=28),
    Bounds("a1 a2 b1", "ab", 1, states=52_256, depth=33),
    Bounds("a1 a2", "a", 1, states=50_119, depth=33, mortal=True),
    Bounds("a1 b1", "a", 1, states=249_242, depth=33, mortal=True),
    Bounds("a1 b1", "", 2, states=393_019, depth=34, mortal=True),
]
