"""Incoming webhooks of other services, to which a site's alerts are posted."""

from dataclasses import dataclass, field
from typing import Literal

WebhookKind = Literal["slack", "discord", "teams", "telegram", "json"]

FAILURES_ALLOWED = 10  # in a row ...
FAILING_MS = 24 * 3600 * 1000  # ... and for this long: an outage of an hour switches nothing off


@dataclass(frozen=True, slots=True)
class Delivery:
    """What happened to one request. `status`: of the answer, 0 if none came. `problem`: "" if it was accepted."""

    at: int
    status: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Whoever knows `secret` can post there: the whole address, or the token of a Telegram bot."""

    id: str
    kind: WebhookKind
    name: str
    secret: str = field(repr=False)
    created_at: int
    chat_id: str = ""  # Telegram's
    enabled: bool = True
    last: Delivery | None = None
    failures: int = 0  # in a row, up to the last delivery
    failing_since: int = 0  # the first of them

    @property
    def switched_off(self) -> bool:
        """Whether it was switched off because of its failures."""
        return not self.enabled and self.failures >= FAILURES_ALLOWED
