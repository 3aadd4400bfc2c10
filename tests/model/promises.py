"""The promises of the delivery algorithm, which must hold in every state."""

from tests.model.state import State
from tests.model.store import number


def broken(state: State) -> str:
    """Returns the promise that a state violates, in words, or an empty text."""
    messages = state.store.messages
    stored = [client_id for client_id in messages if client_id]
    if state.false_report:
        return state.false_report
    if len(set(stored)) < len(stored):
        return f"one client_id is stored twice: {', '.join(messages)}"
    if hole := permanent_hole(state):
        return f"number {hole} is a permanent hole: no attempt will fill it"
    if any(not in_order([each for each in stored if each not in state.failed], side) for side in "ab"):
        return f"a sender's messages are not in the order written: {', '.join(messages)}"
    for page in state.pages:
        if page.expired > state.store.expired_some:
            return f"a page hides stored messages: it treats the messages up to {page.expired} as expired"
        if page.applied != messages[page.expired : page.expired + len(page.applied)]:
            return f"a page shows {', '.join(page.applied)}, which is not how the log begins: {', '.join(messages)}"
    return ""


def permanent_hole(state: State) -> int | None:
    """Returns a number below the row's or below another message that has no message, and that no attempt will fill."""
    filling = {attempt.last_id for attempt in state.attempts if attempt.step == "put"}
    for id in range(1, max(state.store.row, len(state.store.messages)) + 1):
        if not number(state.store, id) and id not in filling:
            return id
    return None


def in_order(stored: list[str], side: str) -> bool:
    own = [client_id for client_id in stored if client_id[0] == side]
    return own == sorted(own)


def broken_between(before: State, after: State) -> str:
    """Returns a violation by a step: it removed something from the log, or from what a page shows."""
    if before.store is not after.store:
        for id, client_id in enumerate(before.store.messages, 1):
            if client_id and number(after.store, id) != client_id:
                return f"message {id} was {client_id} and is not any more"
    if before.pages is not after.pages and shown_in_all(after) < shown_in_all(before):
        return "a page shows less than before"
    return ""


def shown_in_all(state: State) -> int:
    """Counts expired messages as shown: they have been shown, or cannot be shown any more."""
    return sum(page.expired + len(page.applied) for page in state.pages)


def all_delivered(state: State) -> bool:
    """True if every message is sent, acknowledged (or left to its sender, because its base has expired) and shown,
    no attempt is running, and every page has read the whole log."""
    in_flight = {client_id for client_id, _, _ in state.in_flight} - state.failed
    return (
        not (state.unwritten or state.outbox or state.attempts or in_flight or state.store.hidden)
        and state.store.row_shown == state.store.row == len(state.store.messages)
        and all(page.applied == state.store.messages[page.expired :] for page in state.pages)
        and not any(page.question or page.answer or page.reported for page in state.pages)
    )
