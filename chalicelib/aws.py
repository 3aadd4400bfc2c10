"""The one botocore session, which every client comes from: the first of a session reads far more than the next."""

from threading import Lock
from typing import Any

from botocore.session import Session

from chalicelib.config import config
from chalicelib.once import once


class SharedSession(Session):
    """Makes one client at a time: botocore promises no more."""

    def __init__(self) -> None:
        super().__init__()
        self.creating = Lock()

    def create_client(self, *arguments: Any, **named: Any) -> Any:
        with self.creating:
            return super().create_client(*arguments, **named)


@once
def session() -> SharedSession:
    return SharedSession()


def client(service: str, **settings: Any) -> Any:
    """`settings`: `endpoint_url` and `config` of botocore's `create_client`."""
    return session().create_client(service, region_name=config().region, **settings)
