"""The botocore session that all clients share, since a session reads far more for its first client.

Imported with the first client: most calls need none, and botocore's session takes a third of a cold start.
"""

from threading import Lock, RLock
from typing import Any

from botocore.config import Config
from botocore.session import Session

from chalicelib import aws


class SharedSession(Session):
    """Makes one client at a time, since botocore's sessions are not safe for threads.

    All requests have one User-Agent. Botocore would put a longer one together for each request, which takes 8 % of a
    send's CPU time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.creating = Lock()
        self.finding = RLock()
        self.set_default_client_config(Config(user_agent=aws.USER_AGENT))

    def create_client(self, *arguments: Any, **named: Any) -> Any:
        with self.creating:
            return super().create_client(*arguments, **{"verify": aws.authorities(), **named})

    def get_credentials(self, **named: Any) -> Any:
        """Returns credentials that renew themselves. None: there are none; the next call looks for them again."""
        if self._credentials is None:  # type: ignore[attr-defined]
            with self.finding:
                return super().get_credentials(**named)
        return self._credentials  # type: ignore[attr-defined]
