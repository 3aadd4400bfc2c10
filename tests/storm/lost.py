"""Explains a lost message: which page wrote it, which pages and which storage had it when, what the server answered,
and how it left them."""

from collections.abc import Iterator
from operator import itemgetter

from tests.storm.records import Answer, Records, Send, Unsent


def history(records: Records, send: Send) -> str:
    """Returns what became of the message, and below it each event with the seconds since it was written."""
    events = list(events_of(records, send))
    # Answers are first: one comes before what its page makes of it in the same millisecond.
    told = [(answer.at, answered(answer)) for answer in records.answers.get(send.client_id, [])]
    told += [(event.at, line(event, send)) for event in events]
    lines = [f"{(at - send.at) / 1000:+.3f} s  {text}" for at, text in sorted(told, key=itemgetter(0))]
    return "\n      ".join([verdict(events, send), *lines])


def events_of(records: Records, send: Send) -> Iterator[Unsent]:
    """The events of the message, and the crashes and returns of its writer until it returned without the message."""
    had = False
    for event in records.unsent:
        mentioned = has(event, send)
        had = had or mentioned
        own = event.life.partition("/")[0] == send.tab and event.did in ("crash", "restore")
        if mentioned or (had and own):
            yield event
        if had and own and event.did == "restore" and not mentioned:
            return


def verdict(events: list[Unsent], send: Send) -> str:
    kept = False
    down = False  # whether the page that wrote it has crashed
    last = "it was never in the browser's storage"
    for event in events:
        own = event.life.partition("/")[0] == send.tab
        if event.did == "stored":
            kept, last = True, "it is still in the browser's storage"
        elif event.did == "removed":
            kept, last = False, f"{event.life} removed it from the storage"
        elif event.did == "clear" and kept:
            kept = False
            others = ", ".join(life for life, ids in event.pages.items() if send.client_id in ids)
            state = "was down" if down else "was open"
            last = f"{event.life} cleared the storage while {send.tab} {state}; pages that had it: {others or 'none'}"
        if own and event.did in ("crash", "restore"):
            down = event.did == "crash"
    return last


def answered(answer: Answer) -> str:
    return f"answered with {answer.status} {answer.code}".rstrip()


def line(event: Unsent, send: Send) -> str:
    if event.did in ("stored", "removed"):
        return f"{event.did} by {event.life}"
    pages = [life for life, ids in event.pages.items() if send.client_id in ids]
    stored = "has it" if send.client_id in event.stored else "lacks it"
    return f"{event.did} of {event.life}; pages that have it: {', '.join(pages) or 'none'}; the storage {stored}"


def has(event: Unsent, send: Send) -> bool:
    return send.client_id in event.stored or any(send.client_id in ids for ids in event.pages.values())
