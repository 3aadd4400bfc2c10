"""The mistakes that the check must find, where it looks for each, and what it must say."""

from dataclasses import dataclass

from tests.model import retention, wrong_readers, wrong_writers
from tests.model.explore import STUCK
from tests.model.model import Model
from tests.model.reader import Reader
from tests.model.retention import Retention
from tests.model.writer import Writer


@dataclass(frozen=True)
class Mistake:
    made_in: type[Reader] | type[Writer] | type[Retention]
    writes: str
    pages: str
    promise: str  # how the broken promise begins
    steps: int  # of the shortest way to it
    mortal: bool = False  # may messages go?

    def model(self) -> Model:
        if issubclass(self.made_in, Reader):
            return Model(self.writes, self.pages, at_once=1, mortal=self.mortal, reader=self.made_in)
        if issubclass(self.made_in, Retention):
            return Model(self.writes, self.pages, at_once=1, mortal=True, retention=self.made_in)
        return Model(self.writes, self.pages, at_once=2, mortal=self.mortal, writer=self.made_in)


MISTAKES = [
    Mistake(wrong_readers.HighestSeen, "b1 b2", "a", "a page shows b2, which is not how the log begins", 16),
    Mistake(wrong_readers.HighestRead, "b1 b2", "a", "a page shows b2, which is not how the log begins", 18),
    Mistake(wrong_readers.BeyondTheRow, "b1 b2", "a", "a page shows less than before", 18),
    Mistake(wrong_readers.PushOnly, "b1", "a", STUCK, 8),
    Mistake(wrong_writers.NoLookBack, "a1", "", "one client_id is stored twice", 10),
    Mistake(wrong_writers.CounterThenPut, "a1", "", "number 1 is a hole for ever", 6),
    Mistake(wrong_writers.OverTheHole, "a1", "", "one client_id is stored twice", 10),
    Mistake(wrong_writers.LookedTooFar, "a1", "", "one client_id is stored twice", 12),
    Mistake(wrong_writers.FreshBase, "a1 b1", "a", "one client_id is stored twice", 20),
    Mistake(wrong_writers.NoCondition, "a1 b1", "", "message 1 was a1 and is not any more", 10),
    Mistake(wrong_writers.TakenIsStored, "a1 b1", "", "b1 is acknowledged as 1, which is another message", 13),
    Mistake(wrong_writers.WeakRead, "a1 b1", "", "a1 is refused: its base is said not to exist", 10),
    Mistake(wrong_writers.AllAtOnce, "a1 a2", "", "a sender's messages are not in the order written", 12),
    Mistake(wrong_readers.WaitsForTheGone, "b1", "a", STUCK, 9, mortal=True),
    Mistake(wrong_readers.TakesHolesForGone, "b1 b2", "a", "a page hides what is kept", 9, mortal=True),
    Mistake(retention.DeletesFirst, "b1", "a", STUCK, 7, mortal=True),
    Mistake(wrong_writers.BelievesTheGone, "a1", "", "one client_id is stored twice", 11, mortal=True),
    Mistake(wrong_writers.BasesOverTheGone, "a1", "a", "one client_id is stored twice", 13, mortal=True),
    Mistake(wrong_writers.SendsOnAnyway, "a1", "", "one client_id is stored twice", 14, mortal=True),
    Mistake(wrong_writers.ForgetsItsDoubt, "a1", "", "one client_id is stored twice", 14, mortal=True),
]
