"""Who calls: a visitor or an admin."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chalicelib.model.conversations import VISITOR_NAME, Role
from chalicelib.model.sites import DEFAULT_LIMITS, Limits

AccountRole = Literal["owner", "agent"]


@dataclass(frozen=True, slots=True)
class Identity:
    """A visitor's identity as the site's page gives it. `hash` proves the id; name and e-mail address are unproved."""

    id: str
    hash: str
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class VisitorCaller:
    """The visitor that a token belongs to, and the one of that visitor's conversations that it is for."""

    site_id: str
    visitor_id: str
    conversation_id: str
    name: str = VISITOR_NAME
    verified_id: str | None = None  # the site's own id of a verified visitor
    email: str | None = None
    address: str = ""  # of this call
    language: str = ""  # that the browser of this call asks for: "de"; "": unknown
    limits: Limits = DEFAULT_LIMITS  # of the site
    alone: bool = False  # a link in a mail opened the conversation: the visitor's other ones stay closed
    role: Role = "visitor"

    @property
    def id(self) -> str:
        return self.visitor_id


@dataclass(frozen=True, slots=True)
class AdminCaller:
    """The admin that a token belongs to. `role` is the side of the conversation; `account_role` gives the rights.

    A token is for one site. `sites`: all sites of the person, with the role at each, where the session was read.
    """

    site_id: str
    admin_id: str
    name: str
    session_id: str
    account_role: AccountRole
    refresh_mark: str = ""  # `AdminSession.mark` when the token was issued
    role: Role = "admin"
    sites: Mapping[str, AccountRole] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.admin_id

    @property
    def other_sites(self) -> tuple[str, ...]:
        return tuple(sorted(id for id in self.sites if id != self.site_id))


Caller = VisitorCaller | AdminCaller
