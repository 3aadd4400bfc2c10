"""Handing a large audience over to a function of its own, so that the sender's answer waits for one request only.

On Lambda nothing runs after the answer, so what is to go on is another invocation: docs/adr/0015-large-audiences.md.
Its other side is `handed_over.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError

from chalicelib import logs
from chalicelib.aws import functions
from chalicelib.aws.pending import Pending
from chalicelib.config import config

if TYPE_CHECKING:
    from chalicelib.events.shapes import Event


def begin(audiences: Iterable[str], event: Event, sender: str) -> Pending | None:
    """Sends the event, without its sockets, which the function reads. None: it could not be sent."""
    payload = {"audiences": [*audiences], "event": event, "sender": sender}
    try:
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        return functions.client().begin(config().fan_out_function, body)
    except (BotoCoreError, ValueError) as error:
        refused(type(error).__name__)
        return None


def accepted(begun: Pending | None) -> bool:
    """Waits until Lambda has accepted the event, and returns whether it has."""
    if begun is None:
        return False
    try:
        status = begun.finish().status_code
    except BotoCoreError as error:
        return refused(type(error).__name__)
    return status == functions.ACCEPTED or refused(str(status))


def refused(cause: str) -> bool:
    logs.warning("fan_out_not_handed_over", cause=cause)
    return False
