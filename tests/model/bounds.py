"""The bounds of the exploration, with its size. A change of the model or of the algorithm changes these figures."""

from dataclasses import dataclass

from tests.model.model import Model


@dataclass(frozen=True)
class Bounds:
    writes: str  # client_ids, for each side in the order written
    pages: str  # the side of each page
    at_once: int  # concurrent attempts, of which `each` may be for one message
    states: int
    depth: int
    each: int = 2
    expiring: bool = False  # retention and erasure may come at any time
    remembering: bool = False  # attempts may go by rows that a process remembers
    changes: int = 0  # of the row, other than messages

    def model(self) -> Model:
        rest = {"expiring": self.expiring, "remembering": self.remembering, "changes": self.changes}
        return Model(self.writes, self.pages, at_once=self.at_once, each=self.each, **rest)

    def __str__(self) -> str:
        suffix = ", messages may expire" if self.expiring else ""
        suffix += f", remembering, {self.changes} changes of the row" if self.remembering else ""
        return f"{self.writes}, pages {self.pages or 'any'}, {self.at_once} at once, {self.each} of each{suffix}"


# In the tests: about fifteen seconds on a slow core.
SHORT = [
    Bounds("a1 a2 b1", "", 2, states=43_752, depth=33),
    Bounds("a1 b1", "", 3, states=14_099, depth=25),
    Bounds("b1 b2 b3", "aa", 1, states=13_009, depth=33),
    Bounds("a1 a2", "aa", 2, states=7_458, depth=25),
    Bounds("a1 b1", "ab", 2, states=41_733, depth=26),
    Bounds("a1", "a", 2, states=3_700, depth=22, expiring=True),
    Bounds("b1 b2", "a", 1, states=52_989, depth=33, expiring=True),
    Bounds("a1 b1", "", 2, states=32_953, depth=29, remembering=True, changes=1),
    Bounds("b1 b2", "", 1, states=22_941, depth=31, expiring=True, remembering=True, changes=1),
]
# To run manually before a change of the algorithm: python3 -m tests.model --long
LONG = [
    Bounds("a1 a2 b1", "", 3, states=280_000, depth=36),
    Bounds("a1 b1", "", 4, states=77_721, depth=30, each=3),
    Bounds("a1 a2 b1 b2", "", 2, states=505_023, depth=41),
    Bounds("b1 b2 b3 b4", "aa", 1, states=118_754, depth=43),
    Bounds("a1 b1", "aab", 2, states=161_740, depth=28),
    Bounds("a1 b1", "ab", 3, states=187_567, depth=28),
    Bounds("a1 a2 b1", "ab", 1, states=52_256, depth=33),
    Bounds("a1 a2", "a", 1, states=50_119, depth=33, expiring=True),
    Bounds("a1 b1", "a", 1, states=249_242, depth=33, expiring=True),
    Bounds("a1 b1", "", 2, states=393_019, depth=34, expiring=True),
]
