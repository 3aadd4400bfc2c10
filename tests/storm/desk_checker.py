"""Compares what admins did at the desk, and what their pages showed of it, with what is stored. Pure, as checker.py."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.storm.checker import Finding, Logs, check_logs, check_order, check_view
from tests.storm.records import Desk, Records, Stored

Desks = dict[str, Desk]
ENTRIES = {"assignee": ("assigned",), "tags": ("tagged",), "snooze": ("snoozed",), "status": ("closed", "reopened")}
LINKS = ("linked", "unlinked")
STATUS = {"closed": "closed", "reopened": "open", "": "open"}


def check(records: Records, logs: Logs, desks: Desks) -> list[Finding]:
    """Returns all violations of the promises for notes, assignments, tags, snoozes, links, closings and
    reopenings."""
    return [
        *check_notes(records, desks),
        *check_works(records, logs, desks),
        *check_links(records, desks),
        *(finding for id, desk in desks.items() for finding in check_assignments(id, desk, records)),
        *(finding for id, desk in desks.items() for finding in check_state(id, desk, logs.get(id, []))),
        *check_screens(records, desks),
    ]


def check_notes(records: Records, desks: Desks) -> Iterator[Finding]:
    """Every note and every change of one is in its desk log exactly once, in its writer's order, with its last text."""
    notes = Records(sends=records.notes, conversations=records.conversations)
    notes.unsent, notes.answers = records.unsent, records.answers
    entries = {id: [each.entry for each in desk.entries] for id, desk in desks.items()}
    found = [*check_logs(notes, entries, records.works), *check_order(notes, entries)]
    for kind, text in found:
        yield Finding(f"note {kind}", text)


def check_works(records: Records, logs: Logs, desks: Desks) -> Iterator[Finding]:
    """Every other change is stored at most once, as what it was, and at its number if that was acknowledged."""
    stored: dict[str, list[tuple[str, int, str, str]]] = defaultdict(list)
    for id, log in logs.items():
        for entry in log:
            if entry.kind in ("closed", "reopened"):
                status = "closed" if entry.kind == "closed" else "open"
                stored[entry.client_id].append((id, entry.id, entry.kind, status))
    for id, desk in desks.items():
        for each in desk.entries:
            if each.kind in ("assigned", "tagged", "snoozed"):
                stored[each.entry.client_id].append((id, each.entry.id, each.kind, each.value))
    for client_id in stored.keys() - records.works.keys():
        yield Finding("foreign", f"nobody has made the change {stored[client_id]}")
    for client_id, work in records.works.items():
        if work.what == "links":
            continue
        found = stored.get(client_id, [])
        name = f"{work.what} {client_id} in {work.conversation_id}"
        if len(found) > 1:
            yield Finding("doubled", f"{name} is stored {len(found)} times")
        if work.number and not found:
            yield Finding("lost", f"{name} was acknowledged as {work.number}, and is not stored")
        for id, number, kind, value in found[:1]:
            right = id == work.conversation_id and kind in ENTRIES[work.what] and number == (work.number or number)
            if not right or (work.what != "tags" and value != (work.value or value_of_nothing(work.what))):
                yield Finding("altered", f"{name} was {work}, and is stored as {kind} {value} with number {number}")


def check_links(records: Records, desks: Desks) -> Iterator[Finding]:
    """Both logs tell of a link, or of its end, or neither: the one that it was made in, and that of the other one."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, desk in desks.items():
        for each in desk.entries:
            if each.kind in LINKS:
                told[each.entry.client_id].append((id, each.value))
    for client_id, found in told.items():
        work = records.works.get(client_id)
        if work is None or work.what != "links":
            yield Finding("foreign", f"nobody has made the link {client_id}: {found}")
            continue
        kind, _, other = work.value.partition(" ")
        expected = [(work.conversation_id, work.value), (other, f"{kind} {work.conversation_id}")]
        if sorted(found) != sorted(expected):
            yield Finding("link", f"{client_id}: the desk log says {found}, not {expected}")
    for client_id, work in records.works.items():
        if work.what == "links" and work.number and client_id not in told:
            yield Finding("lost", f"link {client_id} in {work.conversation_id} was acknowledged, and is not stored")


def value_of_nothing(what: str) -> str:
    return "0" if what == "snooze" else ""


def check_assignments(id: str, desk: Desk, records: Records) -> Iterator[Finding]:
    """Nobody took a conversation over from a colleague whose assignment the own page had not seen."""
    for at, each in enumerate(desk.entries):
        work = records.works.get(each.entry.client_id)
        if each.kind != "assigned" or work is None:
            continue
        for other in desk.entries[:at]:
            if other.kind == "assigned" and other.author != each.author and other.entry.id > work.after:
                text = f"{id}: {each.entry.id} of {each.author} went over {other.entry.id} of {other.author}, unseen"
                yield Finding("assignment", text)


def check_state(id: str, desk: Desk, log: list[Stored]) -> Iterator[Finding]:
    """The conversation's row is what its logs say."""
    expected = {"status": "open", "assignee": "", "tags": set(), "links": set(), "desk_id": len(desk.entries)}
    for entry in log:
        expected["status"] = STATUS.get(entry.kind, expected["status"])
    tags: set[str] = set()
    links: set[str] = set()
    for each in desk.entries:
        if each.kind == "assigned":
            expected["assignee"] = each.value
        if each.kind in LINKS:
            links = (links - {other := each.value.split()[1]}) | ({other} if each.kind == "linked" else set())
        tags = (tags | {*each.added}) - {*each.removed}
    expected["tags"], expected["links"] = sorted(tags), sorted(links)
    for name, value in expected.items():
        if desk.state[name] != value:
            kind = "assignment" if name == "assignee" else "state"
            yield Finding(kind, f"{id}: {name} is {desk.state[name]!r}, its logs say {value!r}")
    yield from check_snooze(id, desk, log)


def check_snooze(id: str, desk: Desk, log: list[Stored]) -> Iterator[Finding]:
    """The last snooze holds until its visitor writes. What a closing makes of it depends on which of both was first."""
    last = next((each for each in reversed(desk.entries) if each.kind == "snoozed"), None)
    if last is None:
        return
    later = log[last.at_id :]
    if any(entry.kind == "closed" for entry in later):
        return
    ended = any(not entry.kind and entry.sender == "visitor" for entry in later)
    expected = 0 if ended else int(last.value)
    if desk.state["snoozed_until"] != expected:
        yield Finding("state", f"{id}: snoozed until {desk.state['snoozed_until']}, its logs say {expected}")


def check_screens(records: Records, desks: Desks) -> Iterator[Finding]:
    """No page showed an entry that nobody made, and in the end every admin's page shows the desk log, and every inbox
    what the row says."""
    versions: dict[str, set[str]] = defaultdict(set)
    for note in records.notes:
        versions[note.of or note.client_id].add(note.digest)
    final = Counter(life.conversation for life in records.lives.values() if life.side == "desk" and life.final)
    for key, id in records.conversations.items():
        if id in desks and not final[key]:
            yield Finding("note unseen", f"no page shows the desk log of {key} at the end")
    for life in records.lives.values():
        if life.side != "desk":
            continue
        desk = desks.get(records.conversations.get(life.conversation) or "", Desk([], {}))
        shown = [each.entry for each in desk.entries if not each.entry.kind]
        for kind, text in check_view(life, shown, versions):
            yield Finding(f"note {kind}", text)
    for tab, id, _, state in records.inboxes:
        row = desks[id].state if id in desks else {}
        for name, value in state.items():
            if row.get(name) != value:
                kind = "assignment" if name == "assignee" else "inbox"
                yield Finding(kind, f"{tab} has {id} with {name} {value!r}, the row has {row.get(name)!r}")
