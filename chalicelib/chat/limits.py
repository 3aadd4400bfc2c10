"""What a visitor may do how often. Whoever writes like a person never notices; a script is slowed down and told so.

A conversation's bucket is in its row, and is written by the transaction that stores the message: no write of its own,
and no two messages can take the same place in it. New conversations are counted before their first message.
"""

import dataclasses
import math

from chalicelib.errors import TooManyConversations, TooManyMessages
from chalicelib.identity.addresses import caller_of
from chalicelib.model import Caller, Conversation, VisitorCaller, now_ms
from chalicelib.storage import counters

MINUTE, HOUR = 60, 3600
SKEW_MS = 60_000  # by which clocks may differ, and the longest pause between two messages that a site may ask for


def paced(caller: Caller, grown: Conversation) -> Conversation:
    """Takes the message that `grown` ends with out of its visitor's bucket. An admin has none.

    Raises `TooManyMessages` when the bucket is empty.
    """
    if not isinstance(caller, VisitorCaller):
        return grown
    now, every = grown.last_at, caller.limits.message_every_ms
    empty = now + caller.limits.messages_at_once * every
    refilled_at = max(grown.refilled_at, now) + every
    if refilled_at > empty + SKEW_MS:  # a clock was ahead, or the limits were wider: nobody is kept out for that
        refilled_at = empty
    if refilled_at > empty:
        raise TooManyMessages(retry_after=math.ceil((refilled_at - empty) / 1000))
    return dataclasses.replace(grown, refilled_at=refilled_at)


def begin(caller: Caller) -> None:
    """Counts a new conversation, for its address and its site.

    The address comes first: what one address has too many of is not taken from the others. Raises
    `TooManyConversations`.
    """
    if not isinstance(caller, VisitorCaller):
        return
    now = now_ms() // 1000
    site, address = caller.site_id, caller_of(caller.address)
    of_address = f"begun#{site}#{now // HOUR}#{address}"
    if address and not counters.count(of_address, caller.limits.conversations_per_address, now + 2 * HOUR):
        raise TooManyConversations(retry_after=HOUR - now % HOUR)
    if not counters.count(f"begun#{site}#{now // MINUTE}", caller.limits.conversations_per_minute, now + HOUR):
        if address:
            counters.take_back(of_address)
        raise TooManyConversations(retry_after=MINUTE - now % MINUTE)
