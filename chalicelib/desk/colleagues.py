"""The admins of a site, as each of them sees the others."""

from collections.abc import Iterable

from chalicelib.accounts import team
from chalicelib.errors import AdminNotFound, ColleagueNotFound
from chalicelib.model import AdminCaller
from chalicelib.model.desk import Colleague


def all_of(caller: AdminCaller) -> list[Colleague]:
    """Lists every admin of the caller's site, by name."""
    return [Colleague(each.id, each.name) for each in team.members(caller.site_id)]


def find(caller: AdminCaller, admin_id: str) -> Colleague:
    """Raises `ColleagueNotFound`, also for an admin of another site."""
    try:
        found = team.member(caller.site_id, admin_id)
    except AdminNotFound:
        raise ColleagueNotFound("assignee_id") from None
    return Colleague(found.id, found.name)


def check(caller: AdminCaller, admin_ids: Iterable[str]) -> None:
    """Raises `ColleagueNotFound` unless all of these are admins of the caller's site."""
    wanted = set(admin_ids)
    if wanted and not wanted <= {each.id for each in all_of(caller)}:
        raise ColleagueNotFound("mentions")
