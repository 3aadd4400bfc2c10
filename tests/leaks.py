"""Finds secrets where there must be none: in log lines, and in answers outside the fields that return a secret."""

import json
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.identity.keys import keys
from chalicelib.logs import JsonFormatter

SHAPES = {
    "a signed token": r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+",
    "a password's hash": r"\$argon2id?\$",
    "a password": r"correct horse battery staple",
    # Tickets, refresh tokens, secrets of links: 32 random characters and more. No id is that long and that mixed.
    "a random secret": r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[A-Za-z\d_-]{32,}(?![\w-])",
}
# Allowed in answers, not in log lines.
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
# Fields that return a secret to its owner.
SECRETS = {
    "token",
    "refresh_token",
    "ticket",
    "identity_secret",
    "secret",
    "uri",
    "recovery_codes",
    "device_token",
    "fields",  # of the form of an upload
}
CURSORS = {"cursor", "older", "push_key"}  # long, and no secrets
WRITTEN_BY_CALLERS = {"conversation_id", "body", "name", "client_id", "preview", "greeting", "reason", "message"}


def found(text: str) -> list[str]:
    kinds = [kind for kind, shape in SHAPES.items() if re.search(shape, text)]
    return [*kinds, "a signing key"] if keys().current().secret in text else kinds


def in_answer(body: Any) -> list[str]:
    return found_in_any(texts(body, SECRETS | CURSORS | WRITTEN_BY_CALLERS))


def in_refusal(body: Any) -> list[str]:
    """A refusal returns no secret, and repeats nothing of the request, such as a token in its body."""
    return found_in_any(texts(body, set()))


def found_in_any(texts: Iterable[str]) -> list[str]:
    """In one search, since an answer may have hundreds of texts. No secret has a line break."""
    return found("\n".join(texts))


def texts(value: Any, ignored: set[str]) -> Iterator[str]:
    """Every text in a JSON value, names of fields included, except the values of the ignored fields."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts(each, ignored)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            if name not in ignored:
                yield from texts(each, ignored)


class Watch(logging.Handler):
    """Searches every line that the server logs, and collects leaks."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.leaks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        entry = json.loads(self.format(record))
        for text in texts(entry, {"conversation_id"}):
            kinds = [*found(text), *(["an e-mail address"] if EMAIL.search(text) else [])]
            self.leaks += [f"{kind} in the line {entry['event']}: {text[:2000]}" for kind in kinds]


def watch_over_logs() -> Iterator[Watch]:
    """For a fixture around each test: fails the test if a log line has a secret."""
    watch = Watch()
    loggers = [logging.getLogger("porchlight"), logging.getLogger()]
    for logger in loggers:
        logger.addHandler(watch)
    yield watch
    for logger in loggers:
        logger.removeHandler(watch)
    assert watch.leaks == []
