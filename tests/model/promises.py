"""What must hold whatever happens."""

from tests.model.state import State
from tests.model.store import number


def broken(state: State) -> str:
    """What a state breaks, in words; nothing when all is well."""
    messages = state.store.messages
    stored = [client_id for client_id in messages if client_id]
    if state.untrue:
        return state.untrue
    if len(set(stored)) < len(stored):
        return f"one client_id is stored twice: {', '.join(messages)}"
    if hole := hole_for_ever(state):
        return f"number {hole} is a hole for ever: nobody is about to fill it"
    if any(not in_order([each for each in stored if each not in state.failed], side) for side in "ab"):
        return f"a sender's messages are not in the order written: {', '.join(messages)}"
    for page in state.pages:
        if page.gone > state.store.over:
            return f"a page hides what is kept: it takes the messages up to {page.gone} for gone"
        if page.applied != messages[page.gone : page.gone + len(page.applied)]:
            return f"a page shows {', '.join(page.applied)}, which is not how the log begins: {', '.join(messages)}"
    return ""


def hole_for_ever(state: State) -> int | None:
    """A number at or below the row's, or below another message, that is not stored and that nobody is storing."""
    filling = {attempt.last_id for attempt in state.attempts if attempt.step == "put"}
    for id in range(1, max(state.store.row, len(state.store.messages)) + 1):
        if not number(state.store, id) and id not in filling:
            return id
    return None


def in_order(stored: list[str], side: str) -> bool:
    own = [client_id for client_id in stored if client_id[0] == side]
    return own == sorted(own)


def broken_between(before: State, after: State) -> str:
    """What a step takes away: of the log nothing, and of what a page shows nothing."""
    if before.store is not after.store:
        for id, client_id in enumerate(before.store.messages, 1):
            if client_id and number(after.store, id) != client_id:
                return f"message {id} was {client_id} and is not any more"
    if before.pages is not after.pages and shown_in_all(after) < shown_in_all(before):
        return "a page shows less than before"
    return ""


def shown_in_all(state: State) -> int:
    """What is gone has been shown, or cannot be."""
    return sum(page.gone + len(page.applied) for page in state.pages)


def at_rest(state: State) -> bool:
    """Everything is written, acknowledged (or left to its writer, its base being gone) and shown,
    nobody is under way, and every page has read the whole log."""
    flying = {client_id for client_id, _ in state.flying} - state.failed
    return (
        not (state.unwritten or state.outbox or state.attempts or flying or state.store.hidden)
        and state.store.row_shown == state.store.row == len(state.store.messages)
        and all(page.applied == state.store.messages[page.gone :] for page in state.pages)
        and not any(page.question or page.answer or page.told for page in state.pages)
    )
