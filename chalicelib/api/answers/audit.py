"""The audit log."""

from typing_extensions import TypedDict

from chalicelib.api.answers.conversations import Time


class AuditEntry(TypedDict):
    id: str
    at: Time
    actor: str
    action: str
    target: str
    address: str
    details: dict[str, str | int | bool]


class AuditLog(TypedDict):
    entries: list[AuditEntry]
    older: str | None
