"""The server's log, as CloudWatch receives it."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.logs import JsonFormatter


class LogLines:
    """The lines that were logged since."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def entries(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    def events(self, name: str) -> list[dict[str, Any]]:
        return [entry for entry in self.entries if entry["event"] == name]

    @property
    def errors(self) -> list[dict[str, Any]]:
        return [entry for entry in self.entries if entry["level"] in ("ERROR", "CRITICAL")]


@contextmanager
def logged() -> Iterator[LogLines]:
    """Yields the lines logged inside, by the server and by Chalice."""
    lines = LogLines()
    handler = logging.StreamHandler(lines.stream)
    handler.setFormatter(JsonFormatter())
    loggers = [logging.getLogger("porchlight"), logging.getLogger()]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield lines
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
