"""The doctor's temporary site, with an admin and a session, and the deletion of everything that belongs to it.

The doctor tries everything on this site: no admin of a real site sees a conversation, no real site's limits and audit
log are touched, and no password is needed. The rows are written with the rights of whoever deploys.
"""

import dataclasses
import re
import secrets
import time
from collections.abc import Iterable, Iterator

from chalicelib.accounts import refresh_tokens
from chalicelib.identity.addresses import caller_of
from chalicelib.model import TEMPORARY, Site, now_ms
from chalicelib.model.accounts import Admin, AdminSession
from deployment.tables import Row, Tables

SITE_ID = re.compile(rf"{TEMPORARY}(?P<began_at>\d{{10}})-[0-9a-f]{{12}}")
LIFE_SECONDS = 600  # of the admin's session
MINUTE, HOUR = 60, 3600

Key = tuple[str, Row]  # table and key


class TemporarySite:
    def __init__(self, tables: Tables, origin: str) -> None:
        self.tables = tables
        site_id = f"{TEMPORARY}{int(time.time())}-{secrets.token_hex(6)}"
        self.site = Site(
            site_id=site_id,
            name="Doctor",
            widget_token=f"pl_{site_id}_{secrets.token_hex(12)}",
            origins=(origin,),
            greeting="",
            search_messages=False,  # its words would stay for weeks
        )
        self.admin = Admin(
            id=f"a_{secrets.token_urlsafe(9)}",
            email=email_of(site_id),
            name="Doctor",
            sites={site_id: "owner"},
            password_hash="-",  # no password matches it
        )
        self.token = refresh_tokens.first(self.admin.id, f"s_{secrets.token_urlsafe(12)}")
        self.conversations: list[str] = []

    def create(self) -> None:
        self.tables.put("sites", site_row(self.site))
        names = ("email", "name", "sites", "password_hash")
        self.tables.put("admins", {"admin_id": self.admin.id, **{name: getattr(self.admin, name) for name in names}})
        session = dataclasses.asdict(self.session())
        self.tables.put("sessions", {"session_id": session.pop("id"), **session})

    def session(self) -> AdminSession:
        now = now_ms()
        return AdminSession(
            admin_id=self.admin.id,
            id=self.token.session_id,
            site_id=self.site.site_id,
            sites=self.admin.sites,
            entered=(self.site.site_id,),
            email=self.admin.email,
            generation=self.admin.generation,
            secret_hash=self.token.hash,
            previous_hash="",
            salt="",
            rotated_at=now,
            agent="doctor",
            address="",
            created_at=now,
            used_at=now,
            expires_at=now // 1000 + LIFE_SECONDS,
        )

    def delete(self) -> int:
        """Returns how many rows still exist afterwards. It can be repeated."""
        return delete_site(self.tables, self.site.site_id, self.conversations)


def email_of(site_id: str) -> str:
    return f"{site_id}@doctor.invalid"


def site_row(site: Site) -> Row:
    row = dataclasses.asdict(site)
    row |= {**row.pop("limits"), "origins": list(site.origins)}
    return {name: value for name, value in row.items() if value is not None}


def delete_forgotten(tables: Tables) -> None:
    """Deletes what runs of the doctor left that were killed."""
    for site in tables.rows("sites"):
        own = SITE_ID.fullmatch(site["site_id"])
        if own and int(own["began_at"]) < time.time() - LIFE_SECONDS:
            delete_site(tables, site["site_id"])


def delete_site(tables: Tables, site_id: str, conversations: Iterable[str] = ()) -> int:
    """`conversations`: those that are known. The others are found by an index, which lags behind."""
    for noun, key in list(keys(tables, site_id, conversations)):
        tables.delete(noun, key)
    return sum(1 for noun, key in keys(tables, site_id, conversations) if tables.get(noun, key))


def keys(tables: Tables, site_id: str, conversations: Iterable[str]) -> Iterator[Key]:
    """The row of the site is the last one: as long as others exist, they can be found by it."""
    indexed = tables.query("conversations", "site_id", site_id, index="inbox")
    for id in {*conversations, *(row["conversation_id"] for row in indexed)}:
        for row in tables.query("messages", "conversation_id", id):
            yield "messages", {"conversation_id": id, "id": row["id"]}
        yield from connection_keys(tables, f"conversation#{id}")
        yield "conversations", {"conversation_id": id}
    yield from connection_keys(tables, f"admins#{site_id}")
    yield from admin_keys(tables, site_id)
    yield "sites", {"site_id": site_id}


def connection_keys(tables: Tables, audience: str) -> Iterator[Key]:
    for row in tables.query("connections", "audience", audience):
        yield "connections", {"audience": f"connection#{row['connection_id']}", "connection_id": "pointer"}
        yield "connections", {"audience": audience, "connection_id": row["connection_id"]}


def admin_keys(tables: Tables, site_id: str) -> Iterator[Key]:
    """The account and its sessions. These have the doctor's network address, which limits are counted for."""
    key = {"email": email_of(site_id)}
    account = tables.get("admins", key)
    addresses = set()
    for session in tables.query("sessions", "admin_id", account["admin_id"]) if account else ():
        addresses.add(caller_of(session["address"]))
        yield "sessions", {"admin_id": session["admin_id"], "session_id": session["session_id"]}
    yield from limit_keys(site_id, addresses)
    yield "admins", key


def limit_keys(site_id: str, addresses: Iterable[str]) -> Iterator[Key]:
    """Counters of new conversations: for a site by the minute, for an address by the hour."""
    own = SITE_ID.fullmatch(site_id)
    assert own is not None
    began_at = int(own["began_at"])
    ended_at = min(began_at + LIFE_SECONDS, int(time.time()) + MINUTE)
    for minute in range(began_at // MINUTE - 1, ended_at // MINUTE + 1):
        yield "limits", {"key": f"begun#{site_id}#{minute}"}
    for hour in range(began_at // HOUR, ended_at // HOUR + 1):
        for address in addresses:
            yield "limits", {"key": f"begun#{site_id}#{hour}#{address}"}
