"""The mistakes that the check must find, with the bounds for each and the violation that it must report."""

from dataclasses import dataclass

from tests.model import retention, wrong_readers, wrong_writers
from tests.model.explore import STUCK
from tests.model.model import Model
from tests.model.reader import Reader
from tests.model.retention import Retention
from tests.model.writer import Writer


@dataclass(frozen=True)
class Mistake:
    variant: type[Reader] | type[Writer] | type[Retention]
    writes: str
    pages: str
    violation: str  # the start of its text
    steps: int  # length of the shortest trace to it
    expiring: bool = False  # True if messages may expire
    changes: int = 0  # of the row, where attempts go by remembered rows

    def model(self) -> Model:
        if issubclass(self.variant, Reader):
            return Model(self.writes, self.pages, at_once=1, expiring=self.expiring, reader=self.variant)
        if issubclass(self.variant, Retention):
            return Model(self.writes, self.pages, at_once=1, expiring=True, retention=self.variant)
        rest = {"expiring": self.expiring, "remembering": self.changes > 0, "changes": self.changes}
        return Model(self.writes, self.pages, at_once=2, writer=self.variant, **rest)


MISTAKES = [
    Mistake(wrong_readers.HighestSeen, "b1 b2", "a", "a page shows b2, which is not how the log begins", 16),
    Mistake(wrong_readers.HighestRead, "b1 b2", "a", "a page shows b2, which is not how the log begins", 18),
    Mistake(wrong_readers.BeyondTheRow, "b1 b2", "a", "a page shows less than before", 18),
    Mistake(wrong_readers.PushOnly, "b1", "a", STUCK, 8),
    Mistake(wrong_writers.NoLookBack, "a1", "", "one client_id is stored twice", 10),
    Mistake(wrong_writers.CounterThenPut, "a1", "", "number 1 is a permanent hole", 6),
    Mistake(wrong_writers.OverTheHole, "a1", "", "one client_id is stored twice", 10),
    Mistake(wrong_writers.LookedTooFar, "a1", "", "one client_id is stored twice", 12),
    Mistake(wrong_writers.FreshBase, "a1 b1", "a", "one client_id is stored twice", 20),
    Mistake(wrong_writers.NoCondition, "a1 b1", "", "message 1 was a1 and is not any more", 10),
    Mistake(wrong_writers.TakenIsStored, "a1 b1", "", "b1 is acknowledged as 1, which is another message", 13),
    Mistake(wrong_writers.WeakRead, "a1 b1", "", "a1 is refused: the response says that its base does not exist", 10),
    Mistake(wrong_writers.AllAtOnce, "a1 a2", "", "a sender's messages are not in the order written", 12),
    Mistake(wrong_readers.WaitsForExpired, "b1", "a", STUCK, 9, expiring=True),
    Mistake(wrong_readers.TakesHolesForExpired, "b1 b2", "a", "a page hides stored messages", 9, expiring=True),
    Mistake(retention.DeletesFirst, "b1", "a", STUCK, 7, expiring=True),
    Mistake(wrong_writers.TakesExpiredForMissing, "a1", "", "one client_id is stored twice", 11, expiring=True),
    Mistake(wrong_writers.RebasesAcrossExpired, "a1", "a", "one client_id is stored twice", 13, expiring=True),
    Mistake(wrong_writers.ResendsAlways, "a1", "", "one client_id is stored twice", 14, expiring=True),
    Mistake(wrong_writers.AnyVersion, "a1 a2", "", "a2 is stored on a row that was changed since", 12, changes=1),
    Mistake(wrong_writers.RetriesOnMemory, "a1 b1", "", "one client_id is stored twice", 10, changes=1),
    Mistake(wrong_writers.ForgetsUncertainty, "a1", "", "one client_id is stored twice", 14, expiring=True),
]
