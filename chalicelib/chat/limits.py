"""Rate limits for visitors. People who type do not notice them; a script gets 429 with `Retry-After`.

Each conversation has a token bucket in its row, which the transaction that stores a message updates. So it needs no
write of its own, and two messages cannot take the same token. New conversations are counted before their first message.
"""

import math

from chalicelib.errors import TooManyConversations, TooManyMessages, TooManyUploads
from chalicelib.identity.addresses import caller_of
from chalicelib.model import Caller, Conversation, VisitorCaller, now_ms
from chalicelib.storage import counters

MINUTE, HOUR = 60, 3600
UPLOADS_PER_ADDRESS = 60  # in an hour; a message has at most ten
UPLOADS_PER_MINUTE = 60  # of a site's visitors
SKEW_MS = 60_000  # how much clocks may differ; also the longest `message_every_ms` that a site can set


def take_message(caller: Caller, conversation: Conversation, now: int) -> dict[str, int]:
    """Takes a token for an entry that is written now from its visitor's bucket, and returns what changes. Admins are
    not limited.

    Raises `TooManyMessages` if the bucket is empty.
    """
    if not isinstance(caller, VisitorCaller):
        return {}
    every = caller.limits.message_every_ms
    empty = now + caller.limits.messages_at_once * every
    refilled_at = max(conversation.refilled_at, now) + every
    if refilled_at > empty + SKEW_MS:  # a clock was ahead, or the limits were changed: do not lock the visitor out
        refilled_at = empty
    if refilled_at > empty:
        raise TooManyMessages(retry_after=math.ceil((refilled_at - empty) / 1000))
    return {"refilled_at": refilled_at}


def count_conversation(caller: Caller) -> None:
    """Counts a new conversation, for its address and for its site.

    The address is counted first, so that refused conversations of one address do not use up the site's limit. Raises
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


def count_upload(caller: Caller) -> None:
    """Counts a visitor's upload as new conversations are counted. Raises `TooManyUploads`."""
    if not isinstance(caller, VisitorCaller):
        return
    now = now_ms() // 1000
    site, address = caller.site_id, caller_of(caller.address)
    of_address = f"uploads#{site}#{now // HOUR}#{address}"
    if address and not counters.count(of_address, UPLOADS_PER_ADDRESS, now + 2 * HOUR):
        raise TooManyUploads(retry_after=HOUR - now % HOUR)
    if not counters.count(f"uploads#{site}#{now // MINUTE}", UPLOADS_PER_MINUTE, now + HOUR):
        if address:
            counters.take_back(of_address)
        raise TooManyUploads(retry_after=MINUTE - now % MINUTE)
