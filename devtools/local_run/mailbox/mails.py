"""The mails of the local run: each a raw .eml file beside a JSON file with what is not in the mail itself."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Literal

from devtools.local_run.background import files

Outcome = Literal["delivered", "bounced", "complained", "suppressed"]


@dataclass(frozen=True, slots=True)
class StoredMail:
    id: str  # SES's MessageId
    sender: str  # the address of the envelope
    recipients: list[str]
    sent_at: float  # epoch seconds
    outcome: Outcome
    path: Path  # of the raw mail

    @property
    def raw(self) -> bytes:
        return self.path.read_bytes()

    def message(self) -> EmailMessage:
        message = message_from_bytes(self.raw, policy=default)
        assert isinstance(message, EmailMessage)
        return message


class Mails:
    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self.folder = folder
        self.clock = clock

    def add(self, id: str, sender: str, recipients: list[str], raw: bytes, outcome: Outcome) -> StoredMail:
        mail = StoredMail(id, sender, recipients, self.clock(), outcome, self.raw_path(id))
        self.folder.mkdir(parents=True, exist_ok=True)
        mail.path.write_bytes(raw)
        self.set(mail)
        return mail

    def set(self, mail: StoredMail) -> None:
        fields = asdict(mail)
        del fields["path"]
        files.replace(self.envelope_path(mail.id), fields)

    def get(self, id: str) -> StoredMail | None:
        fields = files.read(self.envelope_path(id))
        return StoredMail(**fields, path=self.raw_path(id)) if fields else None

    def all(self) -> list[StoredMail]:
        """Newest first."""
        found = [mail for id in files.names(self.folder) if (mail := self.get(id))]
        return sorted(found, key=lambda mail: mail.sent_at, reverse=True)

    def sent_after(self, time: float) -> int:
        """How many mails were sent after that moment, in epoch seconds."""
        return sum(path.stat().st_mtime > time for path in self.folder.glob("*.eml"))

    def delete(self, id: str) -> None:
        self.envelope_path(id).unlink(missing_ok=True)
        self.raw_path(id).unlink(missing_ok=True)

    def raw_path(self, id: str) -> Path:
        return self.folder / f"{id}.eml"

    def envelope_path(self, id: str) -> Path:
        return self.folder / f"{id}.json"
