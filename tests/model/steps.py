"""The steps of the model, in words. A step is one of these texts and its arguments."""

from typing import Any

Step = tuple[Any, ...]

WRITES = "{0} is written by a page that has read up to {1}"
STARTS = "an attempt to send {0} begins (after: {1})"
STARTS_ON_MEMORY = "an attempt to send {0} goes by a remembered row (after: {1}), and tries for the next number at once"
READS_ROW = "{0}: reads the conversation row: last_id is {1}, expired up to {2}"
NOT_THERE = "{0}: searches the numbers above {1} up to {2}: not there, so it tries for number {3}"
FOUND = "{0}: searches the numbers above {1} up to {2}: finds itself at {3}"
HOLE_MET = "{0}: searches the numbers above {1} up to {2}: there is a hole, so it starts over"
BASE_EXPIRED = "{0}: is refused: it is not stored above {1}, and may have expired below; its sender decides"
SENT_ON = "{0}: is refused: its base has expired; no attempt can have stored it, so it is sent again from {1}"
UNCERTAIN = "{0}: its base has expired, and one of its transactions may have won: its page must retry"
COMMITS = "{0}: its transaction commits number {1}; no read sees it yet"
LOST_RACE = "{0}: its transaction is refused, number {1} is taken"
TWIN_WON = "{0}: its transaction for number {1} is refused, an attempt with the same client_id has won"
TIMES_OUT = "{0}: the store's response about {1} is late or lost; it reads again, the transaction may still commit"
LATE_COMMIT = "{0}: a transaction without a waiting attempt commits number {1}; no read sees it yet"
STORE_ANSWER_LOST = "{0}: is stored as {1}, but the store's response is lost; it reads again"
ANSWERS = "{0}: the response arrives: stored as {1}"
ANSWER_LOST = "{0}: is stored as {1}, but the response to the page is lost"
DIES = "{0}: the attempt dies before this step: {1}"

CHANGED = "another call changes the row, and adds no message"

ROW_SHOWN = "reads now see the row: last_id is {0}"
MESSAGE_SHOWN = "reads now see message {0}"

EXPIRED_FOR_SOME = "the messages up to {0} expire by some clocks"
EXPIRED_FOR_ALL = "the messages up to {0} have expired by every clock"
DELETED = "message {0} is deleted"

ASKS = "a page that has read up to {0} requests the next messages; the row has {1}, expired up to {2}"
PASSES_BY = "the Query of messages above {0} skips number {1}, which is not visible yet"
PAGE_ARRIVES = "the response, with {0} and expired up to {2}, arrives at a page that has read up to {1}"
PAGE_LOST = "the response, with {0} and expired up to {1}, is lost"
PUSHED = "message {0} is pushed to a page that has read up to {1}"

# Steps that may happen, but that delivery must not depend on.
FAULTS = {STARTS_ON_MEMORY, CHANGED, TIMES_OUT, LATE_COMMIT, STORE_ANSWER_LOST, ANSWER_LOST, DIES, PAGE_LOST, PUSHED}
NOT_GUARANTEED = FAULTS | {EXPIRED_FOR_SOME, DELETED}


def described(step: Step) -> str:
    text, *about = step
    return str(text).format(*about)
