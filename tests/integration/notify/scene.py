"""A shop with two admins, whose visitors wait for an answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone

from chalicelib.model.accounts import Admin, AlertChanges
from chalicelib.storage import admins, sites
from tests.api_client import Api, Seat, Shop, across
from tests.integration import clock
from tests.integration.background import Background, background

MONDAY = datetime(2027, 3, 1, 10, 0, tzinfo=timezone.utc)


class Scene:
    """Nobody wants push notifications. `mails`: the recipients' names, each with the subject of the mail."""

    def __init__(self, work: Background, **settings: object) -> None:
        sites.known.clear()
        self.work = work
        self.shop = Shop(**settings)
        self.emails = {name: self.shop.account(name) for name in ("Maya", "Noor")}
        self.now = MONDAY
        for name in self.emails:
            self.prefers(name, {"alert_by_push": False})

    def admin(self, name: str) -> Admin:
        admin = admins.get(self.emails[name])
        assert admin is not None
        return admin

    def signed_in(self, name: str) -> Api:
        return self.shop.signed_in(self.admin(name))

    def prefers(self, name: str, changes: AlertChanges) -> None:
        assert admins.change_alerts(self.admin(name), changes)

    def visitor(self, body: str = "Is the kettle back?") -> Seat:
        """A visitor whose message is stored, and delivered by the stream."""
        seat = self.shop.visitor()
        self.writes(seat, body)
        return seat

    def writes(self, seat: Seat, body: str = "Hello?", after: int = 0) -> None:
        with clock.set_to(self.now):
            assert seat.send(body, after=after).status == 201
            self.work.deliver(seat.conversation_id)

    def reads(self, seat: Seat, up_to: int = 1) -> None:
        reader = across(self.signed_in("Maya"), seat.conversation_id)
        with clock.set_to(self.now):
            assert reader.mark_read(up_to).status == 200

    def later(self, **time: float) -> None:
        """Lets time pass, then runs all waiting jobs."""
        self.now += timedelta(**time)
        with clock.set_to(self.now):
            self.work.run_due()

    @property
    def mails(self) -> list[tuple[str, str]]:
        names = {email: name for name, email in self.emails.items()}
        return [(names[mail["To"]], mail["Subject"]) for mail in self.work.mails]

    @property
    def waiting(self) -> list[str]:
        """The kinds of the waiting jobs."""
        return [job["job"] for job in self.work.jobs]


@contextmanager
def scene(**settings: object) -> Iterator[Scene]:
    with background() as work:
        yield Scene(work, **settings)
