"""Servers of other people, which the deployed functions reach by https at names of their own.

tests/deploy/emulator/internet.py shows them to the functions.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.push_service import PushService, push_service
from tests.targets import TargetServer, answers, authority, target

PUSH, SLACK, INSIDE = "push.example", "slack.example", "inside.example"
# Nothing is sent to these two: they only have to be public. The last one is of a private network.
ADDRESSES = {PUSH: "20.1.1.1", SLACK: "20.1.1.2", INSIDE: "10.1.1.3"}


class Internet:
    def __init__(self, folder: Path) -> None:
        self.authority = authority(folder, PUSH, SLACK, INSIDE)
        self.names = folder / "names.json"
        self.leads_to({})

    @property
    def environment(self) -> dict[str, str]:
        return {"INTERNET_NAMES": str(self.names), "INTERNET_AUTHORITY": str(self.authority.file)}

    def leads_to(self, ports: dict[str, int]) -> None:
        """`ports`: by name, of servers on this machine."""
        servers = {name: {"address": ADDRESSES[name], "port": port} for name, port in ports.items()}
        self.names.write_text(json.dumps(servers), encoding="utf-8")

    @contextmanager
    def servers(self) -> Iterator[tuple[PushService, TargetServer]]:
        """A push service, and Slack. Slack's server is also what a connection to `INSIDE` would reach."""
        context, ok = self.authority.server, answers(200, b"ok")
        with push_service(context, PUSH) as service, target(ok, context, SLACK) as slack:
            self.leads_to({PUSH: service.server.port, SLACK: slack.port, INSIDE: slack.port})
            yield service, slack
            self.leads_to({})
