"""A check is a function that examines one thing and returns what it found, or raises `NotOk` or `NotTried`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from deployment.doctor.client import ORIGIN, Reply, request
from deployment.doctor.temporary_site import TemporarySite
from deployment.target import Deployed, Target

ValueT = TypeVar("ValueT")
State = Literal["ok", "not ok", "not tried"]


@dataclass(frozen=True, slots=True)
class Result:
    part: str
    name: str
    state: State
    seen: str
    remedy: str = ""  # if the state is "not ok"

    @property
    def ok(self) -> bool:
        return self.state == "ok"


class NotOk(Exception):
    """`seen`: the problem, in one line. `remedy`: a more specific one than the check's."""

    def __init__(self, seen: str, remedy: str = "") -> None:
        super().__init__(seen)
        self.seen = seen
        self.remedy = remedy


class NotTried(Exception):
    """The check needs something that does not exist. The check that should have created it reports the reason."""


@dataclass(slots=True)
class Visit:
    """One run of the doctor: its target, and what earlier checks created for later ones."""

    target: Target
    own: TemporarySite = field(init=False)
    started: bool = False  # rows of the temporary site may exist
    created: bool = False  # all of them exist
    session: dict[str, Any] | None = None  # of the visitor, as the API returned it
    admin_session: dict[str, Any] | None = None  # as the API returned it
    first: dict[str, Any] | None = None  # the message, as the API returned it
    first_at: float = 0.0  # the time of that response; epoch seconds

    def __post_init__(self) -> None:
        self.own = TemporarySite(self.target.tables, ORIGIN)

    def api(self, method: str, path: str, body: Any = None, *, origin: str | None = ORIGIN, **more: Any) -> Reply:
        return request(method, self.target.api + path, body, origin=origin, **more)

    @property
    def deployed(self) -> Deployed:
        return required(self.target.deployed, "this is not a stage")

    @property
    def site(self) -> TemporarySite:
        if not self.created:
            raise NotTried("the temporary site was not created")
        return self.own

    @property
    def visitor(self) -> dict[str, Any]:
        return required(self.session, "there is no visitor session")

    @property
    def admin(self) -> str:
        """The admin's token."""
        return str(required(self.admin_session, "there is no admin session")["token"])

    @property
    def conversation(self) -> str:
        required(self.first, "there is no conversation")
        return str(self.visitor["conversation_id"])


def required(value: ValueT | None, missing: str) -> ValueT:
    if value is None:
        raise NotTried(missing)
    return value


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    remedy: str
    function: Callable[[Visit], str] = field(repr=False)
    fails_deployment: bool = True  # False: a deployment cannot make it ok, so `deploy` shows it only

    def __call__(self, visit: Visit) -> str:
        return self.function(visit)


def check(name: str, remedy: str, *, fails_deployment: bool = True) -> Callable[[Callable[[Visit], str]], Check]:
    return lambda function: Check(name, remedy, function, fails_deployment)


def expect(fact: bool, seen: str, remedy: str = "") -> None:
    if not fact:
        raise NotOk(seen, remedy)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"
