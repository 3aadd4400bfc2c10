"""Whoever is removed from the team keeps no open conversation: a job takes them, and every dashboard sees it."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from chalicelib.model import now_ms
from chalicelib.storage import inbox
from tests.api_client import PASSWORD, Api, Seat, Shop, across
from tests.desk_client import Desk
from tests.integration import sockets
from tests.integration.accounts.admins import Person, id_of, invited
from tests.integration.background import Background, background


@pytest.fixture
def work() -> Iterator[Background]:
    with background() as running:
        yield running


@pytest.fixture
def owner(shop: Shop) -> Api:
    return shop.admin("Maya")


@pytest.fixture
def person(shop: Shop) -> Person:
    return Person(shop)


def given(shop: Shop, owner: Api, to: Api) -> Desk:
    """A visitor's conversation, which the owner assigns."""
    seat: Seat = shop.visitor()
    assert seat.send("Is the kettle back?").status == 201
    desk = Desk(owner, seat.conversation_id)
    assert desk.assign(id_of(to)).status == 200
    return desk


def remove(owner: Api, who: Api, status: int = 200) -> None:
    assert owner.call("DELETE", f"/admin/team/{id_of(who)}", {"password": PASSWORD}).status == status


def run_all(work: Background) -> int:
    """Runs the job and those that go on with its work. Returns how many there were."""
    ran = 0
    while work.schedules:
        assert {job["job"] for job in work.jobs} == {"unassignment"}
        work.run_due()
        ran += 1
        assert ran < 20
    return ran


def test_open_and_snoozed_conversations_become_nobodys_and_their_log_says_who_removed_whom(
    shop: Shop, owner: Api, person: Person, work: Background
) -> None:
    noor = person.api
    given_open, snoozed, closed = (given(shop, owner, noor) for _ in range(3))
    others = given(shop, owner, owner)
    assert snoozed.snooze(now_ms() + 3_600_000, after=1).status == 200
    assert across(owner, closed.conversation_id).set_status("closed", after=1).status == 200
    dashboard = sockets.admins(owner)
    remove(owner, noor)
    assert run_all(work) == 2, "one walk for the open ones, one for the snoozed ones"
    for desk, number in ((given_open, 2), (snoozed, 3)):
        assert desk.state()["assignee_id"] is None
        entry = desk.log()[-1]
        assert (entry["id"], entry["kind"], entry["assignee"]) == (number, "assigned", None)
        assert entry["author"] == {"id": id_of(owner), "name": "Maya"}
        assert entry["left"] == {"id": id_of(noor), "name": "Noor"}
    assert closed.state()["assignee_id"] == id_of(noor), "it says who took care of it"
    assert others.state()["assignee_id"] == id_of(owner)
    changed = [each for each in dashboard.received if each["type"] == "DeskChanged"]
    assert {each["conversation_id"] for each in changed} == {given_open.conversation_id, snoozed.conversation_id}
    counts = owner.get("/admin/counts").body["views"]
    assert (counts["unassigned"], counts["mine"], counts["snoozed"]) == (1, 1, 1)


def test_a_job_that_runs_again_changes_nothing_and_leaves_what_somebody_has_taken_meanwhile(
    shop: Shop, owner: Api, person: Person, work: Background
) -> None:
    mine, free = (given(shop, owner, person.api) for _ in range(2))
    remove(owner, person.api)
    job = work.jobs[0]
    assert mine.assign(id_of(owner), after=1).status == 200
    run_all(work)
    work.run(job)
    run_all(work)
    assert (mine.state()["assignee_id"], mine.state()["desk_id"]) == (id_of(owner), 2)
    assert (free.state()["assignee_id"], free.state()["desk_id"]) == (None, 2)


def test_many_conversations_are_taken_a_few_in_each_call(
    shop: Shop, owner: Api, person: Person, work: Background
) -> None:
    desks = [given(shop, owner, person.api) for _ in range(5)]
    for desk in desks[:2]:
        assert desk.snooze(now_ms() + 3_600_000, after=1).status == 200
    remove(owner, person.api)
    with patch.object(inbox, "MOST_TAKEN", 2), patch.object(inbox, "MOST_LOOKED_AT", 1):
        assert run_all(work) >= 4
    assert [desk.state()["assignee_id"] for desk in desks] == [None] * 5


def test_a_call_that_takes_long_hands_on_where_it_is(shop: Shop, owner: Api, person: Person, work: Background) -> None:
    desks = [given(shop, owner, person.api) for _ in range(3)]
    remove(owner, person.api)
    with patch("chalicelib.desk.leaving.SECONDS", 0):
        assert run_all(work) >= 4, "each call takes one"
    assert [desk.state()["assignee_id"] for desk in desks] == [None] * 3


def test_whoever_belongs_to_two_sites_keeps_the_conversations_of_the_other_one(
    shop: Shop, owner: Api, person: Person, work: Background
) -> None:
    elsewhere = Shop()
    person.join(elsewhere)
    here, there = given(shop, owner, person.api), given(elsewhere, elsewhere.admin(), person.api)
    remove(owner, person.api)
    run_all(work)
    assert here.state()["assignee_id"] is None
    assert there.state()["assignee_id"] == id_of(person.api)


def test_whoever_has_joined_again_before_the_job_runs_keeps_their_conversations(
    shop: Shop, owner: Api, person: Person, work: Background
) -> None:
    person.join(Shop())
    here = given(shop, owner, person.api)
    remove(owner, person.api)
    person.switch(None)
    secret = invited(shop, person.email)
    assert person.api.post("/admin/invitations/join", {"secret": secret}).status == 200
    run_all(work)
    assert here.state()["assignee_id"] == id_of(person.api)


def test_a_removal_whose_job_could_not_be_scheduled_can_be_repeated(
    shop: Shop, owner: Api, person: Person, work: Background
) -> None:
    desk = given(shop, owner, person.api)
    work.refusals = [(400, "ValidationException")]
    remove(owner, person.api, status=500)
    assert work.jobs == []
    remove(owner, person.api)
    run_all(work)
    entry = desk.log()[-1]
    assert (entry["assignee"], entry["author"]["name"]) == (None, "Maya")


def test_open_dashboards_learn_of_every_change_of_the_team_and_other_sites_do_not(
    shop: Shop, owner: Api, work: Background
) -> None:
    dashboard, stranger = sockets.admins(owner), sockets.admins(Shop().admin())

    def changes() -> int:
        types = [each["type"] for each in dashboard.received if each["type"] != "Presence"]
        assert set(types) <= {"ColleaguesChanged"}
        return len(types)

    secret = invited(shop, "noor@shop.example")
    assert changes() == 0
    accepted = {"secret": secret, "name": "Noor", "password": "another correct horse"}
    noor = Api(Api().post("/admin/invitations/accept", accepted).body["token"])
    assert changes() == 1
    change = {"role": "owner", "password": PASSWORD}
    assert owner.call("PATCH", f"/admin/team/{id_of(noor)}", change).status == 200
    assert changes() == 2
    remove(owner, noor)
    assert changes() == 3
    Person(Shop()).join(shop)
    assert changes() == 4
    assert "ColleaguesChanged" not in [each["type"] for each in stranger.received]
