"""Counts a conversation's log up to an entry that the stream has delivered.

The log is the truth, and the record a hint: the case of the conversation says up to which number it is counted, and
what lies between is read from the log. So a record that comes twice, late or out of order changes nothing.
"""

from collections.abc import Callable
from functools import cache

from chalicelib.errors import Busy
from chalicelib.model import TEMPORARY, Message, now_ms
from chalicelib.model.reports import KEPT_MS, Case, Count
from chalicelib.notify import conversation_sites
from chalicelib.notify.reports import cases
from chalicelib.storage import conversations, messages, reports, sites

ATTEMPTS = 4
PAGE = 500


def entry_stored(entry: Message) -> None:
    """Raises `Busy` if others count the same site or conversation at this moment: the record is delivered again."""
    for _ in range(ATTEMPTS):
        case = reports.case(entry.conversation_id) or begun(entry.conversation_id)
        if case:
            conversation_sites.note(case.conversation_id, case.site_id)
        if case is None or case.counted_id >= entry.id or counted(case, entry):
            return
    raise Busy()


def begun(conversation_id: str) -> Case | None:
    """The case of a conversation of which nothing is counted. None: its row is deleted, or its site is temporary."""
    conversation = conversations.get(conversation_id)
    if conversation is None or conversation.site_id.startswith(TEMPORARY):
        return None
    return Case(conversation_id, conversation.site_id)


def counted(case: Case, entry: Message) -> bool:
    """Returns False if somebody else has counted more of the conversation meanwhile."""
    now = now_ms()
    waited = waiting(case.site_id)
    moved, counts = case, list[Count]()
    for each in [*missing(case, entry), entry]:
        moved, added = cases.after(moved, each, waited, lambda: tags_of(case.conversation_id))
        counts += added
    # Older hours are not kept. A case that has expired is counted from its beginning again, and adds nothing there.
    kept = [each for each in counts if each.at > now - KEPT_MS]
    return not kept or reports.count(case, moved, kept, now)


def missing(case: Case, entry: Message) -> list[Message]:
    """The entries between those that are counted and this one. Deleted ones, which nobody can read, are left out."""
    found: list[Message] = []
    while (cursor := found[-1].id if found else case.counted_id) < entry.id - 1:
        page = messages.between(case.conversation_id, cursor, entry.id, PAGE)
        if not page:
            break
        found += page
    return found


def waiting(site_id: str) -> cases.Between:
    """Measures how long a visitor waited: time outside the site's opening hours does not count."""

    @cache
    def hours() -> Callable[[int, int], int]:
        site = sites.recent(site_id)
        if site is None or site.hours is None:
            return lambda start, end: end - start
        from chalicelib.model.open_time import open_ms  # most sites have no opening hours

        given = site.hours
        return lambda start, end: open_ms(given, start, end)

    return lambda start, end: hours()(start, max(start, end))


def tags_of(conversation_id: str) -> tuple[str, ...]:
    conversation = conversations.get(conversation_id)
    return conversation.tags if conversation else ()
