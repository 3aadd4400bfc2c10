"""What each call uses of DynamoDB. `tests/integration/test_costs.py` measures every line on the real server."""

from typing import NamedTuple


class Units(NamedTuple):
    """A read unit is a consistent read of 4 KB, a write unit is 1 KB; a transaction counts double."""

    requests: int
    read: float
    written: int  # to tables
    index_written: int  # to indexes: the inbox by change, and the inbox by last message


CALLS = {
    "visitor session": Units(2, 1.5, 0, 0),
    "first message": Units(6, 3, 6, 2),
    "later message": Units(4, 3, 4, 4),
    "later message, where they are kept for 30 days": Units(4, 3, 4, 4),
    "later message, seven others to look through": Units(5, 4, 4, 4),
    "message that comes too fast": Units(1, 1, 0, 0),
    "first message of too many": Units(2, 1, 1, 0),
    "retry of a stored message": Units(2, 2, 0, 0),
    "message of 4,000 emoji": Units(4, 3, 34, 4),
    "poll that finds nothing": Units(1, 1, 0, 0),
    "poll that finds nothing, in a process that has not read the site": Units(2, 1.5, 0, 0),
    "poll of a site with a block, in a process that has not read it": Units(3, 2.5, 0, 0),
    "poll that finds three messages": Units(2, 2, 0, 0),
    "sign-in": Units(15, 5.5, 9, 0),
    "sign-out": Units(3, 1, 2, 0),
    "session refresh": Units(4, 2.5, 1, 0),
    "inbox poll that finds nothing, in a process that has not read the session": Units(2, 1.5, 0, 0),
    "inbox, first page of three": Units(2, 1, 0, 0),
    "inbox, first page of fifty": Units(2, 3.5, 0, 0),
    "inbox poll that finds nothing": Units(1, 0.5, 0, 0),
    "inbox poll that finds three changed": Units(1, 0.5, 0, 0),
    "list of blocks": Units(1, 1, 0, 0),
    "mark-read": Units(4, 3, 1, 4),
    "mark-read of a visitor": Units(4, 3, 1, 3),
    "mark-read that moves nothing": Units(1, 1, 0, 0),
    "visitor's ticket": Units(2, 1, 1, 0),
    "admin's ticket": Units(1, 0, 1, 0),
    "connect": Units(4, 1, 3, 0),
    "disconnect": Units(4, 2, 2, 0),
    "ping": Units(0, 0, 0, 0),
    "heartbeat of a page with one conversation open": Units(2, 2, 0, 0),
    "heartbeat of a page that is not used any more": Units(4, 2, 2, 0),
    "frame of a page that views another conversation": Units(4, 2, 2, 0),
    "typing of a visitor": Units(3, 3, 0, 0),
    "typing of an admin": Units(4, 4, 0, 0),
    "typing over the limit": Units(0, 0, 0, 0),
    "choice to be away": Units(2, 1, 1, 0),
    "heartbeat of a page with twenty conversations open": Units(2, 21, 0, 0),
    "team of three": Units(4, 6, 0, 0),
    "fan-out to three connections": Units(2, 2, 0, 0),
}

# Bytes of the rows that are kept, with a text of 67 characters; the same test measures them.
STORED_BYTES = {"message": 212, "conversation": 423}
