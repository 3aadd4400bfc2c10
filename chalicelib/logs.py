"""Structured logs: one JSON object a line, for CloudWatch. Never a message's text, a token, a password or a name."""

import json
import logging
import sys
from contextvars import ContextVar
from typing import Any

from chalicelib.config import config

logger = logging.getLogger("porchlight")
current: ContextVar[dict[str, object] | None] = ContextVar("log", default=None)  # fields of all lines of a call

# ASCII only, so that no character from a caller breaks a line; no spaces, since CloudWatch bills by the byte.
written = json.JSONEncoder(default=str, separators=(",", ":")).encode


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {"level": record.levelname, "event": record.getMessage()}
        entry |= current.get() or {}
        entry |= getattr(record, "fields", {})
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return written(entry)


class of_call:  # noqa: N801 - used as a function is. A generator would take twice as long, in each call.
    """Adds these fields to every line that is logged inside, except those that are None."""

    def __init__(self, **fields: object) -> None:
        self.fields = {name: value for name, value in fields.items() if value is not None}

    def __enter__(self) -> None:
        self.before = current.set(self.fields)

    def __exit__(self, *exception: object) -> None:
        current.reset(self.before)


def request_id(lambda_context: Any) -> str:
    """The id under which Lambda logs this call. Answers have it, so that a reported call can be found in the log."""
    return str(getattr(lambda_context, "aws_request_id", ""))


def add(**fields: object) -> None:
    """Adds fields to all further lines of the current call."""
    known = current.get()
    if known is not None:
        known.update(fields)


def info(event: str, **fields: object) -> None:
    write(logging.INFO, event, fields)


def warning(event: str, **fields: object) -> None:
    write(logging.WARNING, event, fields)


def error(event: str, **fields: object) -> None:
    """Call it inside an `except`: the trace is added."""
    write(logging.ERROR, event, fields, sys.exc_info())


def write(level: int, event: str, fields: dict[str, object], exc_info: Any = None) -> None:
    """As `logger.log`, which would look for the calling line, that no line of ours has."""
    if logger.isEnabledFor(level):
        logger.handle(logger.makeRecord(logger.name, level, "", 0, event, (), exc_info, extra={"fields": fields}))


def set_up() -> None:
    """Sends the log to standard output, which Lambda reads. Safe to call twice."""
    if not logger.filters:
        logger.addFilter(is_enabled)
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonFormatter())
        logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    # No line has these: https://docs.python.org/3/howto/logging.html#optimization
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def is_enabled(record: logging.LogRecord) -> bool:
    """Reads the configured level with the first line, not at import."""
    return record.levelno >= int(logging.getLevelName(config().log_level))
