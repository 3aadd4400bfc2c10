"""What the checks of one visit share: whom they look at, and what earlier ones have opened for later ones."""

from dataclasses import dataclass, field
from typing import Any

from deployment.doctor.http import Reply, ask
from deployment.doctor.probe import Probe
from deployment.target import Deployed, Target

ORIGIN = "https://doctor.invalid"  # the page that the probe's visitor is on; no such page can be


class NotTried(Exception):
    """What a check needs is not there; the check that was to get it says why."""


@dataclass(slots=True)
class Scene:
    target: Target
    own: Probe = field(init=False)
    begun: bool = False  # may rows of the probe be in the tables?
    made: bool = False  # are all of them?
    session: dict[str, Any] | None = None  # the visitor's
    admin_token: str | None = None
    first: dict[str, Any] | None = None  # the message as it was stored
    first_at: float = 0.0  # when API Gateway said so; epoch seconds

    def __post_init__(self) -> None:
        self.own = Probe(self.target.tables, ORIGIN)

    def api(self, method: str, path: str, body: Any = None, *, origin: str | None = ORIGIN, **more: Any) -> Reply:
        return ask(method, self.target.api + path, body, origin=origin, **more)

    @property
    def deployed(self) -> Deployed:
        if self.target.deployed is None:
            raise NotTried("it is no stage")
        return self.target.deployed

    @property
    def probe(self) -> Probe:
        if not self.made:
            raise NotTried("there is no site to try it on")
        return self.own

    @property
    def visitor(self) -> dict[str, Any]:
        if self.session is None:
            raise NotTried("there is no visitor's session")
        return self.session

    @property
    def admin(self) -> str:
        """The admin's token."""
        if self.admin_token is None:
            raise NotTried("there is no admin's session")
        return self.admin_token

    @property
    def conversation(self) -> str:
        if self.first is None:
            raise NotTried("there is no conversation")
        return str(self.visitor["conversation_id"])
