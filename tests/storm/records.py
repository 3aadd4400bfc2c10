"""What the browsers wrote down and what the store holds, as the checker reads it. Times are epoch milliseconds."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Stored(NamedTuple):
    """A message as it is in a log, or as a view shows it."""

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
    """One snapshot, as the difference to the one before: the first `kept` stored messages stayed, `more` follow."""

    kept: int
    more: list[Stored]
    at: int


@dataclass
class Life:
    """One engine's time with one conversation, from opening or reload to the next. `final`: it ended in peace, and
    its last view must be the log."""

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
    """`conversations`: their ids in the store by the keys that the browsers use. `troubles`: what no page should have
    shown, as (kind, text)."""

    sends: list[Send] = field(default_factory=list)
    conversations: dict[str, str | None] = field(default_factory=dict)
    lives: dict[str, Life] = field(default_factory=dict)
    inboxes: list[tuple[str, str, int]] = field(default_factory=list)
    troubles: list[tuple[str, str]] = field(default_factory=list)
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
            self.troubles.append((kind, json.dumps(entry)))


def read_records(path: Path) -> Records:
    records = Records()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            records.add(json.loads(line))
    return records


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:12]
