"""Interrupts a call at its n-th request to DynamoDB, and describes what a site has afterwards.

A call that changes something must come to the same end whether it runs undisturbed or is interrupted and sent again.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from chalicelib import events
from chalicelib.identity.site_credentials import identity_secrets, widget_tokens
from chalicelib.storage import sites
from chalicelib.storage.tables import (
    AdminRow,
    AuditRow,
    BlockRow,
    ConnectionRow,
    ConversationRow,
    InvitationRow,
    MessageRow,
    Row,
    SessionRow,
    SiteRow,
    TeamRow,
)
from chalicelib.storage.tables.desk import DeskRow
from tests.api_client import Api, Seat, Shop, across
from tests.integration import sockets
from tests.integration.engine import (
    Crash,
    Forward,
    Rule,
    dies_after,
    dies_before,
    interposed,
    loses_answer,
    unreachable,
)
from tests.integration.management_api import management_api
from tests.tokens import claims_of

FAULTS: dict[str, Rule] = {
    "the request is lost": unreachable,
    "the answer is lost": loses_answer,
    "the process dies before the request": dies_before,
    "the process dies after the request": dies_after,
}
# A read changes nothing: losing its answer is the same as losing the request. Between two writes a process pushes, and
# what was pushed is compared too: a process that dies after the first write has not pushed yet, one that dies before
# the second has pushed everything.
READS = {"GetItem", "BatchGetItem", "Query"}
ONLY_OF_WRITES = FAULTS.keys() - {"the request is lost"}

# Fields with times, random ids and secrets, which differ from run to run.
VOLATILE = {
    "admin_id",
    "at",
    "blocks_version",
    "changed",
    "checked_at",
    "client_id",
    "connection_id",
    "conversation_id",
    "created_at",
    "earlier_identity_secrets",
    "earlier_widget_tokens",
    "email",
    "endpoint",
    "entry_id",
    "expires_at",
    "generation",
    "id",
    "invitation_id",
    "invited_by",
    "last_at",
    "latest_at",
    "password_hash",
    "recovery",
    "refilled_at",
    "reset_hash",
    "reset_until",
    "rotated_at",
    "salt",
    "secret_hash",
    "previous_hash",
    "sender_id",
    "sent_at",
    "session",
    "session_id",
    "site_id",
    "target",
    "totp_pending",
    "totp_secret",
    "totp_step",
    "used_at",
    "value",
    "verified_id",
    "version",
    "visitor_id",
    "waiting_since",
    "widget_token",
    "previous_widget_token",
    "previous_until",
    "identity_secret",
    "previous_identity_secret",
    "previous_identity_until",
    "block_id",
    "actor",
}
KEPT = {"message": {"id"}, "desk": {"id", "target"}}  # their numbers


class Scene:
    """A site with an owner, a colleague, and a visitor with three messages. Each has an open socket."""

    def __init__(self) -> None:
        self.shop = Shop(identity_secret="the secret of the site's own server")
        self.owner = self.shop.admin()
        self.colleague = self.shop.admin("Noor", role="agent")
        self.visitor: Seat = self.shop.visitor()
        for number in range(3):
            assert self.visitor.send(after=number).status == 201
        self.maya = across(self.owner, self.visitor.conversation_id)
        self.sockets = {
            "visitor": sockets.visitors(self.visitor.api),
            "owner": sockets.admins(self.owner),
            "colleague": sockets.admins(self.colleague),
        }

    @property
    def id(self) -> str:
        return self.visitor.conversation_id

    @property
    def site_id(self) -> str:
        return self.shop.site.site_id

    def admin_id(self, admin: Api) -> str:
        return str(claims_of(admin.token)["sub"])

    def state(self) -> dict[str, Any]:
        """What is stored, what the pages received, and which sockets were closed, without random values."""
        team = [*TeamRow.query(self.site_id, consistent_read=True)]
        emails = sorted({row.email for row in team})
        found: dict[str, list[Row]] = {
            "site": [SiteRow.get(self.site_id, consistent_read=True)],
            "block": [*BlockRow.query(self.site_id, consistent_read=True)],
            "conversation": existing(ConversationRow, self.id),
            "desk": [*DeskRow.query(self.id, consistent_read=True)],
            "message": [*MessageRow.query(self.id, consistent_read=True)],
            "team": team,
            "admin": [row for email in emails for row in existing(AdminRow, email)],
            "session": [row for each in team for row in SessionRow.query(each.admin_id, consistent_read=True)],
            "invitation": [*InvitationRow.query(self.site_id, consistent_read=True)],
            "socket": [
                row
                for audience in (events.visitor_audience(self.visitor.visitor_id), events.admins_audience(self.site_id))
                for row in ConnectionRow.query(audience, consistent_read=True)
            ],
            "audit": [*AuditRow.query(self.site_id, consistent_read=True)],
        }
        described = {kind: sorted(described_row(kind, row) for row in rows) for kind, rows in found.items()}
        # A retry of a change that took effect may make it again, with another audit entry.
        described["audit"] = sorted(set(described["audit"]))
        return {
            **described,
            "heard": {who: sorted({heard(frame) for frame in each.received}) for who, each in self.sockets.items()},
            "what the site's own pages have is good": self.own_is_good(),
            "closed": sorted(who for who, each in self.sockets.items() if each.id in management_api().closed),
        }

    def own_is_good(self) -> bool:
        """The widget token, and the identity secret if there was one, from before the change."""
        site = sites.get(self.site_id, strong=True)
        assert site is not None
        secret = self.shop.site.identity_secret
        return self.shop.site.widget_token in widget_tokens(site) and (
            secret is None or secret in identity_secrets(site)
        )


def existing(kind: type[Row], key: str) -> list[Row]:
    with suppress(kind.DoesNotExist):
        return [kind.get(key, consistent_read=True)]
    return []


def described_row(kind: str, row: Row) -> str:
    kept = KEPT.get(kind, set())
    values = row.attribute_values
    shown = {
        name: value for name, value in values.items() if (name in kept or name not in VOLATILE) and value is not None
    }
    text = ", ".join(f"{name}={value}" for name, value in sorted(shown.items()))
    return re.sub(r"\b([bsaciv]_[A-Za-z0-9_-]{8,}|s-[0-9a-f]{12})", "<id>", text)


def heard(frame: dict[str, Any]) -> str:
    return f"{frame['type']} {frame.get('id', '')} {frame.get('reader', '')}"


class Interruption:
    """The operation and the parameters that met the fault; None before that."""

    def __init__(self) -> None:
        self.met: tuple[str, dict[str, Any]] | None = None

    @property
    def hit_the_audit_log(self) -> bool:
        operation, parameters = self.met or ("", {})
        return operation == "PutItem" and str(parameters.get("TableName")).endswith("-audit")


@contextmanager
def interrupted(number: int, fault: Rule) -> Iterator[Interruption]:
    """The request with this number, counted from 1, meets the fault. A process that has died sends no more requests."""
    interruption = Interruption()
    count = 0

    def rule(operation: str, parameters: dict[str, Any], forward: Forward) -> dict[str, Any]:
        nonlocal count
        count += 1
        if count == number:
            interruption.met = (operation, parameters)
            return fault(operation, parameters, forward)
        if interruption.met and fault in (dies_before, dies_after):
            raise Crash
        return forward()

    with interposed(rule):
        yield interruption
