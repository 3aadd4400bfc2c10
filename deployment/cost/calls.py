"""What each call uses of DynamoDB. `tests/integration/test_costs.py` measures every line on the real server."""

from typing import NamedTuple


class Units(NamedTuple):
    """A read unit is a consistent read of 4 KB, a write unit is 1 KB; a transaction counts double."""

    requests: float
    read: float
    written: float  # to tables
    index_written: float  # to indexes: the inbox by change, by last message and by assignee, a visitor's conversations


CALLS = {
    "visitor session": Units(2, 1.5, 0, 0),
    "first page of a site with the widget": Units(2, 0.5, 1, 0),
    "session of a visitor who comes back": Units(3, 2, 0, 0),
    "session of a visitor with four conversations": Units(4, 6, 0, 0),
    "first message": Units(6, 3, 6, 4),
    "first message, with what the page says about the visit": Units(6, 3, 8, 4),
    "later message": Units(4, 3, 4, 4),
    "later message, in the process that stored the one before": Units(3, 2, 4, 4),
    "later message, in a process whose memory is out of date": Units(5, 3, 8, 4),
    "later message, where they are kept for 30 days": Units(4, 3, 4, 4),
    "later message, seven others to look through": Units(5, 4, 4, 4),
    "message that comes too fast": Units(1, 1, 0, 0),
    "first message of too many": Units(2, 1, 1, 0),
    "retry of a stored message": Units(2, 2, 0, 0),
    "edit of a message": Units(5, 4, 6, 3),
    "second edit of a message": Units(6, 5, 8, 3),
    "deletion of a message": Units(5, 4, 6, 3),
    "message of 4,000 emoji": Units(4, 3, 34, 4),
    "list of four conversations": Units(2, 4.5, 0, 0),
    "poll that finds nothing": Units(1, 1, 0, 0),
    "poll that finds nothing, in a process that has not read the site": Units(2, 1.5, 0, 0),
    "poll of a site with a block, in a process that has not read it": Units(3, 2.5, 0, 0),
    "poll that finds three messages": Units(2, 2, 0, 0),
    "sign-in": Units(15, 5.5, 9, 0),
    "sign-out": Units(3, 1, 2, 0),
    "session refresh": Units(4, 2.5, 1, 0),
    "inbox poll that finds nothing, in a process that has not read the session": Units(2, 1.5, 0, 0),
    "inbox, first page of three": Units(2, 1, 0, 0),
    "inbox, first page of fifty": Units(2, 4, 0, 0),
    "inbox poll that finds nothing": Units(1, 0.5, 0, 0),
    "inbox poll that finds three changed": Units(1, 0.5, 0, 0),
    "inbox, one's own three": Units(3, 4, 0, 0),
    "inbox, those with a tag among fifty": Units(2, 1, 0, 0),
    "counts of the inbox": Units(5, 2.5, 0, 0),
    "desk log of two notes": Units(2, 2, 0, 0),
    "desk log that has nothing new": Units(1, 1, 0, 0),
    "note": Units(3, 2, 4, 3),
    "edit of a note": Units(4, 3, 6, 3),
    "assignment": Units(5, 4, 4, 5),
    "tag": Units(6, 4, 8, 3),
    "snooze": Units(3, 2, 4, 6),
    "link of two conversations": Units(5, 4, 8, 6),
    "list of blocks": Units(1, 1, 0, 0),
    "other conversations of a visitor who has none": Units(2, 1.5, 0, 0),
    "canned replies that have not changed": Units(1, 1, 0, 0),
    "canned replies, for a process that has them": Units(1, 1, 0, 0),
    "canned replies, ten of two kilobytes": Units(2, 7, 0, 0),
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
    "search that finds three messages": Units(5, 5.5, 0, 0),
    "search that finds nothing": Units(2, 1, 0, 0),
    "team of three": Units(4, 6, 0, 0),
    "fan-out to three connections": Units(2, 2, 0, 0),
}

# What a caller waits for, one after another: "2 × Query" are in progress together. A push is a post to a socket.
# `tests/integration/test_round_trips.py` measures every line, in a process that has made the call before.
ROUND_TRIPS = {
    "later message, nobody has a page open": ("TransactWriteItems", "2 × Query"),
    "later message, one page open": ("TransactWriteItems", "2 × Query", "push"),
    "later message, ten pages open": ("TransactWriteItems", "2 × Query", "10 × push"),
    "inbox poll that finds nothing": ("Query",),
    "poll that finds nothing": ("GetItem",),
}


class Task(NamedTuple):
    """An invocation of a function of the background work."""

    units: Units
    schedules: int = 0  # that it creates
    mails: float = 0  # that it sends
    other_requests: float = 0  # to EventBridge Scheduler, SES and S3, and posts to push services and webhooks
    memory_mb: int = 512  # of the function: .chalice/config.json


ALERT_OF_ONE, ALERT_OF_TWO = "check that alerts one admin", "check that alerts two admins"
MENTION = "alert of an admin whom a note mentions"
# `tests/integration/notify/test_costs.py` measures every line on the real functions, in a process that has not read the
# site. An alert reaches an admin by mail and in one browser, and a webhook of the site; a mention only the admin.
TASKS = {
    "record of a visitor's first message": Task(Units(8, 5.5, 17, 0), schedules=1, other_requests=1),
    "record of a visitor's message": Task(Units(7, 4.5, 17, 0), schedules=1, other_requests=1),
    "record of an answer": Task(Units(11, 7.5, 15, 0), schedules=1, other_requests=1),
    "record of an answer, with a message that is not counted yet": Task(
        Units(13, 9.5, 17, 0), schedules=1, other_requests=1
    ),
    "record of a closing without an answer, with a tag": Task(Units(4, 2.5, 8, 0)),
    "record that comes again": Task(Units(6, 4.5, 13, 0), schedules=1, other_requests=1),
    "check that finds the message read": Task(Units(1, 1, 0, 0)),
    ALERT_OF_ONE: Task(Units(23, 11.5, 12, 0), mails=1, other_requests=4),
    ALERT_OF_TWO: Task(Units(33, 16.5, 19, 0), mails=2, other_requests=7),
    MENTION: Task(Units(16, 9.5, 7, 0), mails=1, other_requests=3),
    "open conversations of a removed admin, one of them": Task(Units(7, 5, 4, 5), schedules=1, other_requests=1),
    "check that finds no answer to send": Task(Units(1, 1, 0, 0)),
    "check that mails an answer": Task(Units(13, 7.5, 5, 4), mails=1, other_requests=2),
    "record of a visitor's message, with a webhook for events": Task(
        Units(8, 5.5, 17, 0), schedules=1, other_requests=2
    ),
    "event that a webhook accepts": Task(Units(7, 3.5, 3, 0), other_requests=1),
    "event that is to be tried again": Task(Units(7, 3.5, 3, 0), schedules=1, other_requests=2),
    "mail that becomes a message": Task(Units(8, 5.5, 5, 4), other_requests=1, memory_mb=1024),
}

# Bytes of the rows that are kept, with a text of 67 characters; the same test measures them.
STORED_BYTES = {"message": 212, "conversation": 509}
