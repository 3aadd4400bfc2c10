"""The load, and what each of its calls uses: from `deployment/cost`, whose figures integration tests measure."""

from dataclasses import dataclass
from typing import NamedTuple

from deployment.cost.bill import CALL_CPU_MS, FULL_CPU_MB, PUSH_CPU_MS, REQUEST_CPU_MS
from deployment.cost.calls import CALLS
from deployment.cost.month import Month
from deployment.cost.usage import SOCKET_MINUTES, TYPING_SECONDS

ASSUMED = Month()
MEMORY_SHARE = min(1.0, ASSUMED.memory_mb / FULL_CPU_MB)
PUSH_SECONDS = PUSH_CPU_MS / MEMORY_SHARE / 1000
WAIT_SECONDS = 0.3  # `chalicelib/realtime/fanout.py`; a test compares
COLD_SECONDS = ASSUMED.cold_ms / 1000
CHECK_SECONDS, SOCKET_SECONDS = ASSUMED.check_seconds, SOCKET_MINUTES * 60
PUSHES_A_MESSAGE = 2  # the message and its read mark

CHECKS_OF_ADMIN = 3  # an open dashboard reads the changes, the first page and the open conversation


class Use(NamedTuple):
    """A call of a page, its function, and its units of the tables that many calls share in a reconnect."""

    call: str
    function: str
    connections: float = 0  # write units
    conversations: float = 0  # write units, with the transaction's double price
    reads: float = 0  # of conversations
    requests: int = 1  # of API Gateway

    @property
    def seconds(self) -> float:
        """In a process that has run before, without pushes."""
        requests = CALLS[self.call].requests
        cpu = (CALL_CPU_MS + REQUEST_CPU_MS * requests) / MEMORY_SHARE
        return self.requests * (cpu + requests * ASSUMED.round_trip_ms) / 1000


USES = {
    "poll": Use("poll that finds nothing", "api", reads=1),
    "admin poll": Use("poll that finds nothing", "api", reads=1, requests=CHECKS_OF_ADMIN),
    "send": Use("later message", "api", conversations=2, reads=1),
    "mark": Use("mark-read", "api", conversations=1, reads=1),
    "ticket": Use("visitor's ticket", "api", connections=1),
    "connect": Use("connect", "connect", connections=3),
    "disconnect": Use("disconnect", "disconnect", connections=2),
    "heartbeat": Use("heartbeat of a page with one conversation open", "message", reads=1),
    "typing": Use("typing of a visitor", "message", reads=1),
}

# Of the partition of a site in the index `inbox`: a message moves its conversation to the end, which is a deletion and
# a write. The other half of a call's index units are those of the index `latest`.
INBOX_UNITS = {"send": 2, "mark": 2}
CONVERSATION_MESSAGES = 4  # of the hot site


@dataclass(frozen=True, slots=True)
class Load:
    """What happens in the whole region. `share` of it is simulated, with the same share of the quotas."""

    sites: int = 1_000
    sockets: int = 100_000
    messages: float = 2_000  # a second
    admins: int = 5  # dashboards that are open, on each site
    hidden: float = 0.3  # share of the pages that are in the background
    typing: float = ASSUMED.typing_seconds  # seconds for each message; 0: nobody says that they type
    share: float = 0.1

    @property
    def pushes(self) -> int:
        """To whom an event of a conversation goes: the visitor's page and each dashboard of the site."""
        return 1 + self.admins

    @property
    def typing_frames(self) -> float:
        """A second."""
        return self.messages * self.typing / TYPING_SECONDS
