"""A site of the doctor's own, with an admin and a session, for as long as it looks.

What it tries, it tries there: no admin of a real site sees a conversation, no real site's limits are touched, nobody's
password is asked for, and nothing is written into anybody's audit log. The rows are put with the rights of whoever
deploys, and deleted by key at the end (`traces`).
"""

import dataclasses
import re
import secrets
import time

from chalicelib.identity import refresh_tokens
from chalicelib.model import Admin, AdminSession, Site, now_ms
from deployment.doctor import rows
from deployment.doctor.rows import Row
from deployment.target import Tables

SITE_ID = re.compile(r"doctor-(?P<began_at>\d{10})-[0-9a-f]{12}")
LIFE_SECONDS = 600  # of the admin's session


class Probe:
    def __init__(self, tables: Tables, origin: str) -> None:
        self.tables = tables
        site_id = f"doctor-{int(time.time())}-{secrets.token_hex(6)}"
        self.site = Site(
            site_id=site_id,
            name="Doctor",
            widget_token=f"pl_{site_id}_{secrets.token_hex(12)}",
            origins=(origin,),
            greeting="",
        )
        self.admin = Admin(
            id=f"a_{secrets.token_urlsafe(9)}",
            site_id=site_id,
            email=email_of(site_id),
            name="Doctor",
            role="owner",
            password_hash="-",  # no password matches it
        )
        self.token = refresh_tokens.first(self.admin.id, f"s_{secrets.token_urlsafe(12)}")
        self.conversations: list[str] = []  # those that were begun

    def make(self) -> None:
        rows.put(self.tables, "sites", row_of_site(self.site))
        rows.put(self.tables, "admins", row_of_admin(self.admin))
        session = dataclasses.asdict(self.session())
        rows.put(self.tables, "sessions", {"session_id": session.pop("id"), **session})

    def session(self) -> AdminSession:
        now = now_ms()
        return AdminSession(
            admin_id=self.admin.id,
            id=self.token.session_id,
            site_id=self.site.site_id,
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


def email_of(site_id: str) -> str:
    return f"{site_id}@doctor.invalid"


def row_of_site(site: Site) -> Row:
    """What is not set is not there."""
    row = dataclasses.asdict(site)
    row |= {**row.pop("limits"), "origins": list(site.origins)}
    return {name: value for name, value in row.items() if value is not None}


def row_of_admin(admin: Admin) -> Row:
    names = ("email", "site_id", "name", "role", "password_hash", "generation")
    return {"admin_id": admin.id, **{name: getattr(admin, name) for name in names}}
