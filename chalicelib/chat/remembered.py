"""Conversations as this process stored them last, so that the next message needs no read of the row before it.

What is remembered is a hint, and nobody is answered from it. The transaction that is built on it requires that the row
is still of the same version, which is what a transaction after a strong read requires too. So a hint that is right
saves a read unit and a round trip, and one that is wrong stores nothing (docs/adr/0014-sends-without-a-read.md).

But a transaction that is refused is paid for as if it had stored something. So a process goes by its memory only as
long as that saves more than it costs. If several processes take turns at a conversation, it reads the row each time.
"""

from chalicelib.chat.conversations import may_use
from chalicelib.model import Caller, Conversation, Draft
from chalicelib.storage.cache import RecentCache

SECONDS = 60.0
MOST_KNOWN = 200
READS_OF_A_REFUSAL = 20  # four write units at five times the price of a read unit
MOST_IN_BALANCE = 20
LEAST_IN_BALANCE = -100


class Memory:
    """Of one process. `balance`: the reads that the memory has saved, less the price of what was refused."""

    def __init__(self) -> None:
        self.rows: RecentCache[str, Conversation] = RecentCache(lambda: SECONDS, MOST_KNOWN)
        self.balance = 0

    @property
    def pays(self) -> bool:
        return self.balance >= 0

    def of(self, caller: Caller, conversation_id: str, draft: Draft) -> Conversation | None:
        """The conversation, if the draft is a plain message to the end of the log that is remembered.

        Whatever else may have to be looked up, or refused, depends on the row: it is read.
        """
        known = self.rows.get(conversation_id)
        if known is None or known.last_id != draft.after or not may_use(caller, known):
            return None
        plain = draft.kind == "text" and not draft.upload_ids and not draft.bot and not known.bot
        return known if plain else None

    def keep(self, conversation: Conversation) -> None:
        self.rows.put(conversation.id, conversation)

    def keep_marks(self, conversation: Conversation) -> None:
        """Of a conversation that is remembered: a mark has moved, which is no new version of the row."""
        known = self.rows.get(conversation.id)
        if known and known.version == conversation.version:
            self.keep(conversation)

    def forget(self, conversation_id: str) -> None:
        self.rows.forget(conversation_id)

    def judge(self, *, right: bool) -> None:
        """Counts whether the row was as remembered."""
        change = 1 if right else -READS_OF_A_REFUSAL
        self.balance = max(LEAST_IN_BALANCE, min(MOST_IN_BALANCE, self.balance + change))


memory = Memory()
