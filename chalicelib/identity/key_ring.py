"""The keys that sign tokens: the current one, and others whose tokens are accepted too (previous and future ones).

A ring is stored as text: one key, or `{"current": "<key>", "accepted": ["<key>", ...]}`. A key's id is its fingerprint.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property

SHORTEST_KEY = 32


class SigningKeyMissing(RuntimeError):
    """The deployment has no usable signing key, so that no call can be served."""


@dataclass(frozen=True)
class Key:
    secret: str = field(repr=False)

    @cached_property
    def id(self) -> str:
        return hashlib.sha256(self.secret.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Ring:
    current: Key
    accepted: tuple[Key, ...] = ()

    def find(self, id: str) -> Key | None:
        return next((key for key in (self.current, *self.accepted) if key.id == id), None)


def parse(text: str) -> Ring:
    """Raises `SigningKeyMissing`, whose message never contains the text."""
    current, accepted = parts(text.strip())
    if any(not isinstance(key, str) or len(key) < SHORTEST_KEY for key in (current, *accepted)):
        raise SigningKeyMissing(f"Every signing key must be a text of at least {SHORTEST_KEY} characters.")
    return Ring(Key(current), tuple(Key(key) for key in accepted))


def parts(text: str) -> tuple[str, list[str]]:
    if not text.startswith("{"):
        return text, []
    try:
        named = json.loads(text)
    except ValueError:
        raise SigningKeyMissing("The signing keys look like JSON and are not valid JSON.") from None
    if not named.keys() <= {"current", "accepted"} or not isinstance(named.get("accepted", []), list):
        raise SigningKeyMissing('The signing keys are not of the form {"current": "...", "accepted": ["..."]}.')
    return named.get("current", ""), named.get("accepted", [])
