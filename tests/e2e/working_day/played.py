"""What was played, and what the views and the reports must say of it."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Case:
    """A conversation as it was played: its texts, and how the team handled it.

    `said`: who wrote each text, visitor or the id of an admin. `answered_first`: by whom, once for each time that its
    visitor began to wait. `closed_by`: each closing. `rating`: of the last closing. `waits`:
    the visitor, for a first answer. `missed`: how often it was closed without one. `closed_with`: the tags of each
    closing.
    """

    id: str
    said: dict[str, str] = field(default_factory=dict)
    answered_first: list[str] = field(default_factory=list)
    closed_by: list[str] = field(default_factory=list)
    reopened: int = 0
    notes: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    assignee: str | None = None
    open: bool = True
    snoozed: bool = False
    blocked: bool = False
    rating: int = 0
    waits: bool = False
    missed: int = 0
    closed_with: list[str] = field(default_factory=list)

    def visitor_wrote(self, text: str) -> None:
        self.waits = self.waits or not self.said or not self.open
        self.reopened += not self.open
        self.open, self.snoozed = True, False
        self.said[text] = "visitor"

    def admin_wrote(self, text: str, admin: str) -> None:
        if self.waits:
            self.answered_first.append(admin)
        self.waits = False
        self.said[text] = admin

    def close(self, admin: str) -> None:
        self.closed_by.append(admin)
        self.closed_with += self.tags
        self.missed += self.waits
        self.open = self.snoozed = self.waits = False

    def reopen(self) -> None:
        """By an admin."""
        self.reopened += 1
        self.open = True


@dataclass
class Played:
    cases: list[Case] = field(default_factory=list)

    def views(self, admin: str) -> dict[str, int]:
        """The counts on this admin's dashboard."""
        shown = [case for case in self.cases if case.open and not case.snoozed]
        return {
            "all": len(shown),
            "mine": sum(case.assignee == admin for case in shown),
            "unassigned": sum(case.assignee is None for case in shown),
            "snoozed": sum(case.open and case.snoozed for case in self.cases),
            "blocked": sum(case.blocked for case in self.cases),
        }

    def totals(self) -> dict[str, int]:
        """The figures of the reports' `total`, with the numbers of times that were measured."""
        said = Counter(who for case in self.cases for who in case.said.values())
        return {
            "begun": len(self.cases),
            "reopened": sum(case.reopened for case in self.cases),
            "visitor_messages": said["visitor"],
            "team_messages": said.total() - said["visitor"],
            "closed": sum(len(case.closed_by) for case in self.cases),
            "waited": sum(len(case.answered_first) + case.missed + case.waits for case in self.cases),
            "missed": sum(case.missed for case in self.cases),
            "first_response": sum(len(case.answered_first) for case in self.cases),
            "resolution": sum(len(case.closed_by) for case in self.cases),
            "ratings": sum(bool(case.rating) for case in self.cases),
        }

    def of_person(self, admin: str) -> dict[str, int]:
        return {
            "team_messages": sum(who == admin for case in self.cases for who in case.said.values()),
            "closed": sum(case.closed_by.count(admin) for case in self.cases),
            "first_response": sum(case.answered_first.count(admin) for case in self.cases),
            "ratings": sum(bool(case.rating) and case.closed_by[-1] == admin for case in self.cases),
        }

    def of_tags(self) -> dict[str, int]:
        """How many conversations were closed with each tag."""
        return dict(Counter(tag for case in self.cases for tag in case.closed_with))
