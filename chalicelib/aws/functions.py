"""Asynchronous invocations of functions on Lambda, which makes each at least once.

https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
"""

from urllib.parse import quote

from chalicelib import aws
from chalicelib.aws.connections import Connections
from chalicelib.aws.pending import Pending
from chalicelib.config import config
from chalicelib.once import once

CONNECT_SECONDS, READ_SECONDS = 1, 1
CONNECTIONS = 4  # that are kept open
ACCEPTED = 202
SERVICE = "lambda"  # in signatures


class Client:
    """Threads may share it."""

    def __init__(self) -> None:
        place = config().functions_endpoint or aws.endpoint(SERVICE)
        self.connections = Connections(SERVICE, place, CONNECT_SECONDS, READ_SECONDS, CONNECTIONS)

    def begin(self, function: str, event: bytes) -> Pending:
        """Sends the event without waiting until Lambda has accepted it. Raises `BotoCoreError`."""
        path = f"/2015-03-31/functions/{quote(function, safe='')}/invocations"
        return self.connections.begin("POST", path, {"x-amz-invocation-type": "Event"}, event)


@once
def client() -> Client:
    return Client()
