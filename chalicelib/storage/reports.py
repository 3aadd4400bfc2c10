"""Counters of reports, and the cases that say up to where each conversation is counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import NamedTuple

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from chalicelib.model.reports import DAY_MS, HOUR_MS, KEPT_MS, Case, Count
from chalicelib.storage import mapping
from chalicelib.storage.database import Transaction
from chalicelib.storage.faults import retryable_as_busy
from chalicelib.storage.tables.reports import CaseRow, CountsRow

CASE_MS = KEPT_MS + 2 * DAY_MS  # after its last entry: all that it has counted is deleted before
MOST_PAGES = 200  # of one report; a page is 1 MB
CASE = "case"


class HourOfSubject(NamedTuple):
    hour: int  # when it begins
    subject: str
    counts: Counter[str]


@retryable_as_busy()
def case(conversation_id: str) -> Case | None:
    """Reads a conversation's case strongly. None: nothing of it is counted, or it has expired."""
    try:
        row = CaseRow.get(owner_of_case(conversation_id), CASE, consistent_read=True)
    except CaseRow.DoesNotExist:
        return None
    return mapping.value_of(Case, row)


def count(before: Case, after: Case, counts: Iterable[Count], now: int) -> bool:
    """Adds to the counters, and moves the case on: both or neither. Returns False if the case was moved meanwhile.

    Raises `Busy`: another transaction may have changed the same counters at that moment.
    """
    row = mapping.row_of(CaseRow, after)
    row.owner, row.part, row.expires_at = owner_of_case(after.conversation_id), CASE, (now + CASE_MS) // 1000
    unmoved = CaseRow.counted_id == before.counted_id if before.counted_id else CaseRow.part.does_not_exist()
    with Transaction() as transaction:
        transaction.save(row, condition=unmoved)
        for (day, subject), cells in by_row(counts).items():
            actions: list[Action] = [Path(name).add(amount) for name, amount in sorted(cells.items())]
            actions.append(CountsRow.expires_at.set((day * DAY_MS + DAY_MS + KEPT_MS) // 1000))
            transaction.update(CountsRow(after.site_id, part_of(day, subject)), actions=actions)
    return transaction.succeeded


@retryable_as_busy()
def hours(site_id: str, start: int, end: int) -> list[HourOfSubject]:
    """Reads what is counted in the hours from `start` to `end` (epoch milliseconds), day by day. May lag a little."""
    found: list[HourOfSubject] = []
    connection = CountsRow._get_connection()
    first, last = part_of(start // DAY_MS, ""), part_of(-(-end // DAY_MS), "")
    key: dict[str, dict[str, str]] | None = None
    for _ in range(MOST_PAGES):
        answer = connection.query(
            site_id, range_key_condition=CountsRow.part.between(first, last), exclusive_start_key=key
        )
        for item in answer["Items"]:
            found += (each for each in hours_of(item) if start <= each.hour < end)
        key = answer.get("LastEvaluatedKey")
        if not key:
            break
    return found


def hours_of(item: dict[str, dict[str, str]]) -> Iterator[HourOfSubject]:
    day, _, subject = item["part"]["S"].partition("#")
    midnight = int(datetime.strptime(day, "%Y%m%d").replace(tzinfo=timezone.utc).timestamp()) * 1000
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for name, value in item.items():
        if name[:2].isdigit():
            found[int(name[:2])][name[2:]] = int(value["N"])
    for hour, counts in sorted(found.items()):
        yield HourOfSubject(midnight + hour * HOUR_MS, subject, counts)


def by_row(counts: Iterable[Count]) -> dict[tuple[int, str], Counter[str]]:
    """The additions by day (since 1970) and subject, then by column. Those that cancel each other out are left out."""
    found: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for each in counts:
        hour = each.at % DAY_MS // HOUR_MS
        found[each.at // DAY_MS, each.subject][f"{hour:02d}{each.metric}"] += each.amount
    rows = {row: Counter({name: amount for name, amount in cells.items() if amount}) for row, cells in found.items()}
    return {row: cells for row, cells in rows.items() if cells}


def part_of(day: int, subject: str) -> str:
    return f"{datetime.fromtimestamp(day * DAY_MS / 1000, timezone.utc):%Y%m%d}#{subject}"


def owner_of_case(conversation_id: str) -> str:
    return f"c#{conversation_id}"
