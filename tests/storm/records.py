"""The records of the browsers and the messages in the database, for the checker. Times are epoch milliseconds."""

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Stored(NamedTuple):
    """An entry of a log, or a message in a view of a page.

    `digest`: of what a page shows of it. `kind` and `target`: of an entry that is no message; in a desk log, of a
    change of a note. `sender`: visitor or admin.
    """

    id: int
    client_id: str
    digest: str
    kind: str = ""
    target: int = 0
    sender: str = ""


class DeskStored(NamedTuple):
    """An entry of a desk log. `value`: the admin that it was assigned to, until when it was snoozed, or "linked c_2" or
    "unlinked c_2"."""

    entry: Stored
    kind: str
    author: str
    at_id: int
    value: str = ""
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass
class Desk:
    """The desk log of a conversation, and what its row says: status, assignee, tags, links, snoozed_until and
    desk_id."""

    entries: list[DeskStored]
    state: dict[str, Any]


@dataclass
class Work:
    """A change that an admin made at once: `what` is assignee, tags, snooze, links or status, `value` what was sent.
    `after`: the highest cursor that it was sent with. `number`: its entry's, if the server has acknowledged one."""

    conversation_id: str
    what: str
    value: str
    after: int
    number: int = 0


@dataclass(frozen=True)
class Send:
    """A message, or a change of the one with the client_id `of`: `digest` is then of what becomes of it, and `entry` of
    the text in the change's own entry."""

    client_id: str
    conversation: str
    tab: str
    digest: str
    at: int
    change: str = ""
    of: str = ""
    entry: str = ""


@dataclass
class View:
    """A snapshot of a page, as the difference to the one before: keeps the first `kept` messages, of which `changed`
    look different, then shows `more`."""

    kept: int
    more: list[Stored]
    at: int
    changed: list[Stored] = field(default_factory=list)


@dataclass
class Life:
    """One engine's time with a conversation, from one opening or reload to the next.

    `side`: visitor, admin, or desk for what an admin's page shows of the desk log.
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


class Unsent(NamedTuple):
    """Something that happened to unsent messages of a browser.

    `did`: "stored" or "removed", by a page, in the browser's storage; "clear", "crash" or "reload", right before it; or
    "restore", when a page has opened again after a crash. `pages`: the messages that each open page has.
    `stored`: those in the storage.
    """

    at: int
    browser: str
    did: str
    life: str
    stored: list[str]
    pages: dict[str, list[str]]


class Answer(NamedTuple):
    """What the server answered to an attempt to store a message or a note. `code`: of a refusal."""

    at: int
    status: int
    code: str


@dataclass
class Records:
    """`conversations`: ids in the database by the browsers' keys. `notes`: the team's, with their changes. `works`: by
    client_id. `inboxes`: tab, conversation, last number, and what its row says of the desk. `errors`: what no page
    should have shown. `unsent`: in the order in which it happened. `answers`: by client_id."""

    sends: list[Send] = field(default_factory=list)
    notes: list[Send] = field(default_factory=list)
    works: dict[str, Work] = field(default_factory=dict)
    conversations: dict[str, str | None] = field(default_factory=dict)
    lives: dict[str, Life] = field(default_factory=dict)
    inboxes: list[tuple[str, str, int, dict[str, Any]]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)
    unsent: list[Unsent] = field(default_factory=list)
    answers: dict[str, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, entry: dict[str, Any]) -> None:
        kind, at = entry.pop("kind"), entry.pop("at")
        if kind == "send":
            self.sends.append(Send(**entry, at=at))
        elif kind == "note":
            self.notes.append(Send(**entry, at=at))
        elif kind == "work":
            known = self.works.setdefault(
                entry["client_id"], Work(entry["id"], entry["what"], entry["value"], entry["after"])
            )
            known.after = max(known.after, entry["after"])
        elif kind == "acknowledged":
            self.works[entry["client_id"]].number = entry["number"]
        elif kind == "life":
            self.lives[entry["life"]] = Life(entry["life"], entry["conversation"], entry["side"], at)
        elif kind == "view":
            more = [Stored(*message) for message in entry["more"]]
            changed = [Stored(*message) for message in entry.get("changed", [])]
            self.lives[entry["life"]].views.append(View(entry["kept"], more, at, changed))
        elif kind == "final":
            self.lives[entry["life"]].final = True
        elif kind == "conversation":
            self.conversations[entry["conversation"]] = entry["id"]
        elif kind == "inbox":
            self.inboxes.append((entry["tab"], entry["id"], entry["last_id"], entry["state"]))
        elif kind == "unsent":
            self.unsent.append(Unsent(**{"pages": {}, **entry}, at=at))
        elif kind == "answered":
            self.answers[entry["client_id"]].append(Answer(at, entry["status"], entry["code"]))
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
    """Of a text, or of a text and the names of files, in lines of their own."""
    return hashlib.sha256(body.encode()).hexdigest()[:12]
