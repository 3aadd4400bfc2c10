"""The records of the browsers and the messages in the database, for the checker. Times are epoch milliseconds."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Stored(NamedTuple):
    """A message in a log, or in a view of a page."""

    id: int
    client_id: str
    digest: str


@dataclass(frozen=True)
class Send:
    client_id: str
    conversation: str
    tab: str
    digest: str
    at: int


@dataclass
class View:
    """A snapshot of a page, as the difference to the one before: keeps the first `kept` messages, then shows `more`."""

    kept: int
    more: list[Stored]
    at: int


@dataclass
class Life:
    """One engine's time with a conversation, from one opening or reload to the next.

    `final`: it ended normally, so its last view must equal the log.
    """

    name: str
    conversation: str
    side: str
    at: int
    views: list[View] = field(default_factory=list)
    final: bool = False

    @property
    def tab(self) -> str:
        return self.name.partition("/")[0]


@dataclass
class Records:
    """`conversations`: ids in the database by the browsers' keys. `errors`: what no page should have shown."""

    sends: list[Send] = field(default_factory=list)
    conversations: dict[str, str | None] = field(default_factory=dict)
    lives: dict[str, Life] = field(default_factory=dict)
    inboxes: list[tuple[str, str, int]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, entry: dict[str, Any]) -> None:
        kind, at = entry.pop("kind"), entry.pop("at")
        if kind == "send":
            self.sends.append(Send(**entry, at=at))
        elif kind == "life":
            self.lives[entry["life"]] = Life(entry["life"], entry["conversation"], entry["side"], at)
        elif kind == "view":
            more = [Stored(*message) for message in entry["more"]]
            self.lives[entry["life"]].views.append(View(entry["kept"], more, at))
        elif kind == "final":
            self.lives[entry["life"]].final = True
        elif kind == "conversation":
            self.conversations[entry["conversation"]] = entry["id"]
        elif kind == "inbox":
            self.inboxes.append((entry["tab"], entry["id"], entry["last_id"]))
        elif kind == "repaired":
            self.counts["repaired"] += 1
        elif kind == "requests":
            self.counts.update(entry)
        else:
            self.errors.append((kind, json.dumps(entry)))


def read_records(path: Path) -> Records:
    records = Records()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            records.add(json.loads(line))
    return records


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:12]
