"""The audit log."""

from typing_extensions import TypedDict

from chalicelib.events import Time


class AuditEntryFields(TypedDict):
    id: str
    at: Time
    actor: str
    action: str
    target: str
    address: str
    details: dict[str, str | int | bool]


class AuditLog(TypedDict):
    entries: list[AuditEntryFields]
    older: str | None
