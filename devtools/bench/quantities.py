"""What the measurements and the tables call the same quantities."""

# Of the local run, from outside.
ANSWERED = "send, until the answer"
SEEN = "send, until the admin's page has it"
LAST = "send, until the last page has it"
STORED = "messages stored"
FAILED = "refused or failed"
MISSED = "pushes that did not arrive"

RATIO = "ratio"  # of growth
PEAK = "memory"  # of a cold start, at most

# Of an action of a page.
REQUESTS, PREFLIGHTS, ROUND_TRIPS = "requests", "preflights", "round trips"
FILES = "files"
