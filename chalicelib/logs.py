"""Structured logs: one JSON object a line, for CloudWatch. Never a message's text, a token, a password or a name."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from chalicelib.config import config

logger = logging.getLogger("porchlight")
current: ContextVar[dict[str, Any] | None] = ContextVar("log", default=None)  # what all lines of a call carry


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {"level": record.levelname, "event": record.getMessage()}
        entry |= current.get() or {}
        entry |= getattr(record, "fields", {})
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        # In ASCII: no character of a caller's breaks a line. Without spaces: CloudWatch bills by the byte.
        return json.dumps(entry, default=str, separators=(",", ":"))


@contextmanager
def of_call(**fields: Any) -> Iterator[None]:
    """Every line inside carries these fields, but those that are None, whoever logs it."""
    token = current.set({name: value for name, value in fields.items() if value is not None})
    try:
        yield
    finally:
        current.reset(token)


def add(**fields: Any) -> None:
    """What is learned of a call while it runs: its further lines carry it too."""
    learned = current.get()
    if learned is not None:
        learned.update(fields)


def info(event: str, **fields: Any) -> None:
    logger.info(event, extra={"fields": fields})


def warning(event: str, **fields: Any) -> None:
    logger.warning(event, extra={"fields": fields})


def error(event: str, **fields: Any) -> None:
    """Call it inside an `except`: the trace is added."""
    logger.error(event, extra={"fields": fields}, exc_info=True)


def set_up() -> None:
    """Sends the log to standard output, which is where Lambda reads it. Safe to call twice."""
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonFormatter())
        logger.addHandler(handler)
    logger.setLevel(config().log_level)
    logger.propagate = False
