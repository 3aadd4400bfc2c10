"""What a visit leaves in the tables: found by its site's id, and deleted by key."""

import time
from collections.abc import Iterable, Iterator

from chalicelib.identity.addresses import caller_of
from deployment.doctor import rows
from deployment.doctor.probe import LIFE_SECONDS, SITE_ID, email_of
from deployment.doctor.rows import Row
from deployment.target import Tables

MINUTE, HOUR = 60, 3600

Key = tuple[str, Row]


def remove(tables: Tables, site_id: str, conversations: Iterable[str] = ()) -> int:
    """Deletes all rows of a visit; a second time does no harm. Returns how many are there afterwards.

    `conversations`: those that the visit knows of. The index, which has the others, lags.
    """
    for noun, key in list(keys(tables, site_id, conversations)):
        rows.delete(tables, noun, key)
    return sum(1 for noun, key in keys(tables, site_id, conversations) if rows.get(tables, noun, key))


def remove_forgotten(tables: Tables) -> None:
    """Deletes what earlier visits left that were killed."""
    for site in rows.every(tables, "sites"):
        visit = SITE_ID.fullmatch(site["site_id"])
        if visit and int(visit["began_at"]) < time.time() - LIFE_SECONDS:
            remove(tables, site["site_id"])


def keys(tables: Tables, site_id: str, conversations: Iterable[str]) -> Iterator[Key]:
    """The site's own row last: as long as anything is left, it can be found again."""
    indexed = rows.under(tables, "conversations", "site_id", site_id, index="inbox")
    ids = {*conversations, *(row["conversation_id"] for row in indexed)}
    for id in ids:
        yield from of_conversation(tables, id)
    yield from of_audience(tables, f"admins#{site_id}")
    yield from of_admin(tables, site_id)
    yield "sites", {"site_id": site_id}


def of_conversation(tables: Tables, id: str) -> Iterator[Key]:
    for row in rows.under(tables, "messages", "conversation_id", id):
        yield "messages", {"conversation_id": id, "id": row["id"]}
    yield from of_audience(tables, f"conversation#{id}")
    yield "conversations", {"conversation_id": id}


def of_audience(tables: Tables, audience: str) -> Iterator[Key]:
    for row in rows.under(tables, "connections", "audience", audience):
        yield "connections", {"audience": f"connection#{row['connection_id']}", "connection_id": "pointer"}
        yield "connections", {"audience": audience, "connection_id": row["connection_id"]}


def of_admin(tables: Tables, site_id: str) -> Iterator[Key]:
    """The account and its sessions, which know from where the visit called: there the limits count."""
    key = {"email": email_of(site_id)}
    account = rows.get(tables, "admins", key)
    addresses = set()
    for session in rows.under(tables, "sessions", "admin_id", account["admin_id"]) if account else ():
        addresses.add(caller_of(session["address"]))
        yield "sessions", {"admin_id": session["admin_id"], "session_id": session["session_id"]}
    yield from of_limits(site_id, addresses)
    yield "admins", key


def of_limits(site_id: str, addresses: Iterable[str]) -> Iterator[Key]:
    """The counters of new conversations: of the site by the minute, of an address by the hour."""
    visit = SITE_ID.fullmatch(site_id)
    assert visit is not None
    began_at = int(visit["began_at"])
    ended_at = min(began_at + LIFE_SECONDS, int(time.time()) + MINUTE)
    for minute in range(began_at // MINUTE - 1, ended_at // MINUTE + 1):
        yield "limits", {"key": f"begun#{site_id}#{minute}"}
    for hour in range(began_at // HOUR, ended_at // HOUR + 1):
        for address in addresses:
            yield "limits", {"key": f"begun#{site_id}#{hour}#{address}"}
