"""This process's copy of the signing keys: from SSM Parameter Store on AWS, from a file on a developer's machine.

It is read again when it is old, so that a removed key stops working, and when a token names an unknown key, so that a
new key works everywhere at once. Both are limited in rate, whatever tokens are sent.
"""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from chalicelib import logs, metrics
from chalicelib.aws import parameters
from chalicelib.config import config
from chalicelib.identity.key_ring import Key, Ring, SigningKeyMissing, parse
from chalicelib.metrics import Metric
from chalicelib.once import once

OLD_SECONDS = 600.0
PAUSE_SECONDS = 120.0  # between two reads because of unknown keys or failures


class Keys:
    def __init__(self, read: Callable[[], str], clock: Callable[[], float] = time.monotonic) -> None:
        self.read = read
        self.clock = clock
        self.reading = Lock()
        self.ring: Ring | None = None
        self.read_at = 0.0

    def current(self) -> Key:
        """The key that signs. Raises `SigningKeyMissing` if no key could be read yet."""
        return self.fresh(OLD_SECONDS).current

    def find(self, id: str) -> Key | None:
        """The key with this id, as long as it is in the ring."""
        return self.fresh(OLD_SECONDS).find(id) or self.fresh(PAUSE_SECONDS).find(id)

    def fresh(self, seconds: float) -> Ring:
        """Returns a ring that was read at most so many seconds ago, or an older one if reading fails."""
        with self.reading:
            if self.ring is None:
                self.ring, self.read_at = self.parsed(), self.clock()
            elif self.clock() - self.read_at >= seconds:
                self.read_at = self.clock()
                self.ring = self.newer(self.ring)
            return self.ring

    def newer(self, ring: Ring) -> Ring:
        try:
            return self.parsed()
        except Exception:  # noqa: BLE001 - the keys that were read before go on working
            logs.error("signing_keys_not_read")
            return ring

    def parsed(self) -> Ring:
        try:
            return parse(self.read())
        except Exception:
            metrics.count(Metric.KEYS_NOT_READ)
            raise


@once
def keys() -> Keys:
    return Keys(text_of_ring)


def text_of_ring() -> str:
    path, parameter = config().signing_key_file, config().signing_key_parameter
    return Path(path).read_text(encoding="utf-8") if path else from_parameter_store(parameter)


def from_parameter_store(name: str | None) -> str:
    if not name:
        raise SigningKeyMissing("Set PORCHLIGHT_SIGNING_KEY_PARAMETER to the name of an SSM SecureString.")
    return parameters.secret(name)
