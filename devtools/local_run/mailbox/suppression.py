"""SES's account-level suppression list: addresses that bounced or complained receive no more mail.

https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from devtools.local_run.background import files

Reason = Literal["BOUNCE", "COMPLAINT"]


@dataclass(frozen=True, slots=True)
class Suppressed:
    address: str
    reason: Reason
    at: float  # epoch seconds
    message_id: str | None = None  # of the mail that bounced; None: added by hand


class SuppressionList:
    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.path = folder / "suppressed" / "addresses.json"
        self.clock = clock

    def all(self) -> list[Suppressed]:
        return [Suppressed(**fields) for fields in (files.read(self.path) or {}).values()]

    def get(self, address: str) -> Suppressed | None:
        """SES ignores the case of the domain, and of the local part as nearly every provider does."""
        return next((each for each in self.all() if each.address.lower() == address.lower()), None)

    def put(self, address: str, reason: Reason, message_id: str | None = None) -> None:
        entry = Suppressed(address, reason, self.clock(), message_id)
        self.write([*self.without(address), entry])

    def delete(self, address: str) -> bool:
        """Returns whether the address was on the list."""
        left, before = self.without(address), self.all()
        self.write(left)
        return len(left) < len(before)

    def without(self, address: str) -> list[Suppressed]:
        return [each for each in self.all() if each.address.lower() != address.lower()]

    def write(self, entries: list[Suppressed]) -> None:
        files.replace(self.path, {each.address: asdict(each) for each in entries})
