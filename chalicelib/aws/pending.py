"""A request that was sent, until its answer is there."""

import ssl
import time
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ConnectionClosedError, ReadTimeoutError

from chalicelib.aws.answers import Answer, Arriving, BadAnswer

if TYPE_CHECKING:
    from chalicelib.aws.connections import Connections, Line

READ_BYTES = 64 * 1024  # at once
NOT_YET = (ssl.SSLWantReadError, ssl.SSLWantWriteError, BlockingIOError)
FAULTS = (OSError, BadAnswer)


class Pending:
    """It must be finished or abandoned."""

    __slots__ = ("arriving", "begun", "connections", "failure", "line", "until", "url")

    def __init__(self, connections: "Connections", line: "Line", url: str) -> None:
        self.connections = connections
        self.line = line
        self.url = url
        self.begun = time.monotonic()
        self.until = self.begun + connections.read_seconds
        self.arriving = Arriving()
        self.failure: OSError | BadAnswer | None = None

    def fileno(self) -> int:
        """It can be read when something arrives, or the connection ends."""
        return self.line.sock.fileno()

    def arrived(self) -> bool:
        """Reads what has arrived, without waiting. Returns whether `finish` has nothing to wait for.

        What can be read may be no answer: on a new connection TLS sends its session tickets first.
        """
        self.line.wait_at_most(0)
        try:
            while not self.arriving.answer and not self.arriving.add(self.line.sock.recv(READ_BYTES)):
                pass
        except NOT_YET:
            return False
        except FAULTS as error:
            self.failure = error
        return True

    def finish(self, most_seconds: float | None = None) -> Answer:
        """Waits for the answer. Raises botocore's exceptions. `most_seconds`: fewer than the usual time-out."""
        usual = self.connections.read_seconds
        arriving, line = self.arriving, self.line
        try:
            if self.failure:
                raise self.failure
            line.wait_at_most(usual if most_seconds is None else min(most_seconds, usual))
            while (answer := arriving.answer) is None:
                arriving.add(line.sock.recv(READ_BYTES))
        except FAULTS as error:
            self.abandon()
            raise failure_of(error, self.url) from error
        except BaseException:
            self.abandon()
            raise
        if arriving.closes:
            line.close()
        else:
            self.connections.keep(line)
        return answer

    def abandon(self) -> None:
        self.line.close()


def failure_of(error: OSError | BadAnswer, url: str) -> BotoCoreError:
    """As botocore reports it that no answer arrived."""
    kind = ReadTimeoutError if isinstance(error, TimeoutError) else ConnectionClosedError
    return kind(endpoint_url=url, error=error)
