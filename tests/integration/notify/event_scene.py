"""A site with a webhook for events, on a server of this machine."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.model.event_webhooks import EVENT_TYPES
from chalicelib.storage import sites
from tests.api_client import PASSWORD, Answer, Seat, Shop, across
from tests.integration.background import Background, background, images, record
from tests.targets import Received, TargetServer, answers, target

PATH = "/admin/event-webhooks"


class EventScene:
    """`owner`: of the site; `server`: the program's."""

    def __init__(self, work: Background, server: TargetServer) -> None:
        sites.known.clear()
        self.work, self.server = work, server
        self.shop = Shop()
        self.owner = self.shop.admin()
        self.id, self.secret = "", ""

    def register(self, *types: str, address: str = "") -> str:
        fields = {"address": address or f"{self.server.url}events", "types": list(types or EVENT_TYPES)}
        answer = self.owner.post(PATH, {**fields, "password": PASSWORD})
        assert answer.status == 201, answer
        self.id, self.secret = answer.body["event_webhook"]["id"], answer.body["secret"]
        return self.id

    @property
    def path(self) -> str:
        return f"{PATH}/{self.id}"

    @property
    def webhook(self) -> dict[str, Any]:
        found: list[dict[str, Any]] = self.owner.get(PATH).body["event_webhooks"]
        return next(each for each in found if each["id"] == self.id)

    @property
    def deliveries(self) -> list[dict[str, Any]]:
        """The newest event first."""
        found: list[dict[str, Any]] = self.owner.get(f"{self.path}/deliveries").body["deliveries"]
        return found

    def replay(self, delivery: dict[str, Any]) -> Answer:
        return self.owner.post(f"{self.path}/deliveries/{delivery['id']}/replay")

    def visitor(self, body: str = "Is the kettle back?") -> Seat:
        """A visitor whose message is stored, and whose events are sent."""
        seat = self.shop.visitor()
        assert seat.send(body).status == 201
        self.deliver(seat)
        return seat

    def admin(self, seat: Seat) -> Seat:
        return across(self.owner, seat.conversation_id)

    def deliver(self, seat: Seat, *numbers: int) -> None:
        """Passes on the entries with these numbers, or all, and runs the jobs that start at once."""
        found = images(seat.conversation_id)
        chosen = [each for each in found if not numbers or int(each["id"]["N"]) in numbers]
        assert self.work.deliver_records([record(each) for each in chosen]) == {"batchItemFailures": []}
        self.run()

    def run(self) -> None:
        """Runs the jobs that start at once, and forgets those that wait and send no event: alerts, for example."""
        self.work.run_started()
        jobs = zip(self.work.schedules.items(), self.work.jobs, strict=True)
        self.work.schedules = {name: fields for (name, fields), job in jobs if job["job"] == "event_attempt"}

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [body_of(each) for each in self.server.received]

    @property
    def types(self) -> list[str]:
        return [each["type"] for each in self.bodies]


def body_of(received: Received) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(received.body)
    return found


def signed_codes(received: Received) -> tuple[int, list[str]]:
    """The time of a signature, and its codes."""
    parts: Iterable[list[str]] = (each.split("=", 1) for each in received.headers["porchlight-signature"].split(","))
    found = [(name, value) for name, value in parts]
    return int(dict(found)["t"]), [value for name, value in found if name == "v1"]


@contextmanager
def event_scene(**settings: str | None) -> Iterator[EventScene]:
    with background(private_targets="yes", **settings) as work, target(answers(200)) as server:
        yield EventScene(work, server)
