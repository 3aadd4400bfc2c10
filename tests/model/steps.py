"""Everything that can happen in the model, in words. A step is one of these texts and what it speaks of."""

from typing import Any

Step = tuple[Any, ...]

WRITES = "{0} is written by a page that has read up to {1}"
STARTS = "an attempt to send {0} begins (after: {1})"
READS_ROW = "{0}: reads the conversation row: last_id is {1}, gone up to {2}"
NOT_THERE = "{0}: looks through the numbers above {1} up to {2}: not there, so it tries for number {3}"
FOUND = "{0}: looks through the numbers above {1} up to {2}: finds itself at {3}"
HOLE_MET = "{0}: looks through the numbers above {1} up to {2}: there is a hole, so it begins again"
BASE_GONE = "{0}: is refused: it is nowhere above {1}, and may be among what is gone below; its writer decides"
SENT_ON = "{0}: is refused: its base is gone; no attempt can have stored it, so it is sent again from {1}"
IN_DOUBT = "{0}: its base is gone, and one of its own transactions may have won: its page is told to try again"
COMMITS = "{0}: its transaction commits number {1}; no read shows it yet"
LOST_RACE = "{0}: its transaction is refused, number {1} is taken"
TWIN_WON = "{0}: its transaction for number {1} is refused, an attempt with the same client_id has won"
TIMES_OUT = "{0}: the store's answer about number {1} is late or lost; it looks again, the transaction may still commit"
LATE_COMMIT = "{0}: a transaction that nobody waits for commits number {1}; no read shows it yet"
STORE_ANSWER_LOST = "{0}: is stored as {1}, but the store's answer is lost; it looks again"
ANSWERS = "{0}: the answer arrives: stored as {1}"
ANSWER_LOST = "{0}: is stored as {1}, but the answer is lost on its way to the page"
DIES = "{0}: the attempt dies before this step: {1}"

ROW_SHOWN = "reads now show the row: last_id is {0}"
MESSAGE_SHOWN = "reads now show message {0}"

TIME_OVER = "the time of the messages up to {0} is over, by some clocks"
TIME_OVER_FOR_ALL = "it is over for messages up to {0} by every clock"
DELETED = "message {0} is deleted"

ASKS = "a page that has read up to {0} asks for what follows; the row says {1}, gone up to {2}"
PASSES_BY = "the Query of messages above {0} passes by number {1}, which is not shown yet"
PAGE_ARRIVES = "the answer, with {0} and gone up to {2}, arrives at a page that has read up to {1}"
PAGE_LOST = "the answer, with {0} and gone up to {1}, is lost on its way to a page"
PUSHED = "message {0} is pushed to a page that has read up to {1}"

# What may happen, but is not needed for all to come to rest.
FAULTS = {TIMES_OUT, LATE_COMMIT, STORE_ANSWER_LOST, ANSWER_LOST, DIES, PAGE_LOST, PUSHED}
NOT_COUNTED_ON = FAULTS | {TIME_OVER, DELETED}


def told(step: Step) -> str:
    text, *about = step
    return str(text).format(*about)
