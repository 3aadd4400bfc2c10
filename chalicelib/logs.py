"""Structured logs: one JSON object a line, for CloudWatch. Never a message's text, a token or a password."""

import json
import logging
import sys
from typing import Any

from chalicelib.config import config

logger = logging.getLogger("porchlight")


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {"level": record.levelname, "event": record.getMessage(), **getattr(record, "fields", {})}
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return json.dumps(entry, default=str)  # in ASCII: no character of a caller's breaks a line


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
