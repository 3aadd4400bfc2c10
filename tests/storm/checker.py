"""Compares what the pages showed with what was sent and what is stored. A pure function from records to findings."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from tests.storm import lost
from tests.storm.records import Life, Records, Send, Stored, digest

Logs = dict[str, list[Stored]]
NOTHING: frozenset[str] = frozenset()
CHANGES = ("edited", "deleted")  # pages show the message that was changed instead of the entry
EMPTY = digest("")


class Finding(NamedTuple):
    """`kind`: lost, doubled, foreign, altered, hole, misordered, shrunk, wrong view, unseen, inbox, or an error's."""

    kind: str
    text: str


def check(records: Records, logs: Logs) -> list[Finding]:
    """Returns all violations of the delivery guarantees of messages. tests/storm/desk_checker.py checks the desk."""
    return [
        *check_logs(records, logs, {id for id, work in records.works.items() if work.what == "status"}),
        *check_order(records, logs),
        *check_views(records, logs),
        *check_inboxes(records, logs),
        *(Finding(kind, text) for kind, text in records.errors),
    ]


def check_logs(records: Records, logs: Logs, works: Collection[str] = NOTHING) -> Iterator[Finding]:
    """Every message sent is in its conversation's log exactly once and unchanged, and the log has no other messages.
    `works`: the client_ids of entries that are checked elsewhere."""
    known = set(records.conversations.values())
    for id in logs.keys() - known:
        yield Finding("foreign", f"conversation {id} does not belong to a visitor")
    for id, log in logs.items():
        for expected, message in enumerate(log, 1):
            if message.id != expected:
                yield Finding("hole", f"{id} has {message.id} where {expected} is expected")
                break
    sent = {send.client_id: send for send in records.sends}
    counts = Counter((id, message.client_id) for id, log in logs.items() for message in log)
    digests = {message.client_id: message.digest for log in logs.values() for message in log}
    expected = results(records, logs)
    for send in records.sends:
        count = counts.pop((records.conversations.get(send.conversation) or "", send.client_id), 0)
        if count == 0:
            text = f"{send.change or 'message'} {send.client_id} of {send.tab} in {send.conversation}"
            yield Finding("lost", f"{text}: {lost.history(records, send)}")
        elif count > 1:
            yield Finding("doubled", f"{send.client_id} of {send.tab} is stored {count} times")
        if count and digests[send.client_id] != expected[send.client_id]:
            yield Finding("altered", f"{send.client_id} of {send.tab}")
    for id, client_id in counts:
        if client_id in works:
            continue
        kind = "doubled" if client_id in sent else "foreign"
        yield Finding(kind, f"{client_id} is in {id}, but was not sent there")


def results(records: Records, logs: Logs) -> dict[str, str]:
    """What each entry must be in the end, by its client_id: the changes in the order of the log decide. Of the edits of
    a message only the last one has a text; after its deletion none has."""
    sent = {send.client_id: send for send in records.sends}
    found: dict[str, str] = {}
    last_edit: dict[str, str] = {}
    for log in logs.values():
        for entry in log:
            send = sent.get(entry.client_id)
            if send is None:
                continue
            found[entry.client_id] = send.digest
            if send.change:
                found[send.of] = send.digest
                if send.of in last_edit:
                    found[last_edit.pop(send.of)] = EMPTY
                found[entry.client_id] = send.entry
                if send.change == "edited":
                    last_edit[send.of] = entry.client_id
    return found


def check_order(records: Records, logs: Logs) -> Iterator[Finding]:
    """The messages of a tab are stored in the order in which it sent them."""
    numbers = {message.client_id: message.id for log in logs.values() for message in log}
    by_tab: dict[tuple[str, str], list[Send]] = defaultdict(list)
    for send in records.sends:
        if send.client_id in numbers:
            by_tab[send.tab, send.conversation].append(send)
    for (tab, _), sends in by_tab.items():
        for earlier, later in pairwise(sends):
            if numbers[earlier.client_id] > numbers[later.client_id]:
                yield Finding("misordered", f"{tab} sent {earlier.client_id} before {later.client_id}")


def check_views(records: Records, logs: Logs) -> Iterator[Finding]:
    """No snapshot removed or moved a message that an earlier one showed. The last one of each page equals the log."""
    lives = [life for life in records.lives.values() if life.side != "desk"]
    shown = Counter(life.conversation for life in lives if life.final)
    for key in records.conversations:
        if not shown[key]:
            yield Finding("unseen", f"no page shows {key} at the end")
    versions: dict[str, set[str]] = defaultdict(set)
    for send in records.sends:
        versions[send.of or send.client_id].add(send.digest)
    for life in lives:
        log = logs.get(records.conversations.get(life.conversation) or "", [])
        yield from check_view(life, [entry for entry in log if entry.kind not in CHANGES], versions)


def check_view(life: Life, log: list[Stored], versions: dict[str, set[str]]) -> Iterator[Finding]:
    """`log`: without the changes of messages. `versions`: what each message was at some time, by its client_id."""
    shown: list[Stored] = []
    for view in life.views:
        for message in [*view.changed, *view.more]:
            if message.client_id in versions and message.digest not in versions[message.client_id]:
                yield Finding("altered", f"{life.name} showed {message}, which nobody wrote")
        if view.kept != len(shown):
            yield Finding("shrunk", f"{life.name} showed {len(shown)} messages and then only the first {view.kept}")
        changed = {message.client_id: message for message in view.changed}
        shown = [changed.get(message.client_id, message) for message in shown[: view.kept]] + view.more
    if len({message.client_id for message in shown}) < len(shown):
        yield Finding("doubled", f"{life.name} shows a message twice")
    for message, stored in zip(shown, log, strict=False):
        # A page that was closed early may have shown an earlier text.
        if message[:2] != stored[:2] or (life.final and message.digest != stored.digest):
            yield Finding(mismatch(message, stored, log), f"{life.name} shows {message} where the log has {stored}")
            break
    if len(shown) > len(log):
        yield Finding("wrong view", f"{life.name} shows {len(shown)} messages, the log has {len(log)}")
    if life.final and len(shown) < len(log):
        yield Finding("wrong view", f"{life.name} ends with {len(shown)} messages, the log has {len(log)}")


def mismatch(message: Stored, stored: Stored, log: list[Stored]) -> str:
    if message.client_id == stored.client_id:
        return "altered"
    return "misordered" if message.client_id in {entry.client_id for entry in log} else "wrong view"


def check_inboxes(records: Records, logs: Logs) -> Iterator[Finding]:
    for tab, id, last_id, _ in records.inboxes:
        if last_id != len(logs.get(id, [])):
            yield Finding("inbox", f"{tab} has {id} at {last_id}, the log ends at {len(logs.get(id, []))}")
