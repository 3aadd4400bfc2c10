"""The views of the inbox, their filters, and how many conversations each has."""

from typing import Any
from unittest.mock import patch

import pytest

from chalicelib.chat import inbox
from chalicelib.model import now_ms
from chalicelib.storage import conversations
from chalicelib.storage import inbox as lists
from tests.api_client import Api, Seat, Shop, across, new_client_id
from tests.desk_client import Desk
from tests.integration.clock import stopped_at
from tests.integration.engine import seen

HOUR = 3600_000
VIEWS = ("all", "mine", "unassigned", "snoozed", "closed", "blocked")


class Team:
    """Two admins of a site with conversations, named by the text of their only message."""

    def __init__(self) -> None:
        self.shop = Shop()
        self.maya = self.shop.admin()
        self.noor = self.shop.admin("Noor", role="agent")
        self.seats: dict[str, Seat] = {}

    def conversation(self, name: str) -> Desk:
        seat = self.shop.visitor()
        assert seat.send(name).status == 201
        self.seats[name] = seat
        return self.desk(name)

    def desk(self, name: str, api: Api | None = None) -> Desk:
        return Desk(api or self.maya, self.seats[name].conversation_id)

    def page(self, view: str, api: Api | None = None, **query: Any) -> dict[str, Any]:
        more = "".join(f"&{name}={value}" for name, value in query.items())
        answer = (api or self.maya).get(f"/admin/chatbot?view={view}{more}")
        assert answer.status == 200, answer
        body: dict[str, Any] = answer.body
        return body

    def listed(self, view: str, api: Api | None = None, **query: Any) -> list[str]:
        """All pages of a view."""
        found: list[str] = []
        before = {}
        for _ in range(50):
            page = self.page(view, api, **query, **before)
            found += [each["preview"] for each in page["conversations"]]
            if page["older"] is None:
                return list(dict.fromkeys(found))
            before = {"before": page["older"]}
        raise AssertionError("the list has no end")

    def counts(self, api: Api | None = None) -> dict[str, int]:
        answer = (api or self.maya).get("/admin/counts")
        assert answer.status == 200
        assert answer.body["most"] == inbox.MOST_COUNTED
        views: dict[str, int] = answer.body["views"]
        return views

    def counted(self, api: Api | None = None) -> dict[str, int]:
        """As the lists have it."""
        return {view: len(self.listed(view, api)) for view in VIEWS if view != "closed"}


@pytest.fixture
def team() -> Team:
    return Team()


@pytest.fixture
def busy() -> Team:
    """Conversations in every state."""
    team = Team()
    for name in ("first", "second", "third", "fourth", "fifth", "sixth"):
        team.conversation(name)
    maya, noor = team.desk("first").admin_id, team.desk("first", team.noor).admin_id
    team.desk("first").assign(maya)
    team.desk("second").assign(noor)
    team.desk("third").snooze(now_ms() + HOUR)
    team.desk("fourth").assign(maya)
    team.desk("fourth").snooze(now_ms() + 2 * HOUR, after=1)
    across(team.maya, team.seats["fifth"].conversation_id).set_status("closed", after=1)
    team.maya.post("/admin/blocks", {"conversation_id": team.seats["sixth"].conversation_id, "kind": "visitor"})
    return team


def test_each_view_has_its_conversations(busy: Team) -> None:
    assert busy.listed("all") == ["sixth", "second", "first"]
    assert busy.listed("mine") == ["first"]
    assert busy.listed("mine", busy.noor) == ["second"]
    assert busy.listed("unassigned") == ["sixth"]
    assert busy.listed("snoozed") == ["third", "fourth"]
    assert busy.listed("closed") == ["fifth"]
    assert busy.listed("blocked") == ["sixth"]


def test_the_counts_are_those_of_the_lists(busy: Team) -> None:
    assert busy.counts() == {"all": 3, "mine": 1, "unassigned": 1, "snoozed": 2, "blocked": 1} == busy.counted()
    assert busy.counts(busy.noor) == busy.counted(busy.noor)
    assert busy.maya.post("/admin/counts", {}).body["views"] == busy.counts()


def test_snoozed_conversations_come_back_by_time_alone_at_the_moment_when_the_snooze_ended(busy: Team) -> None:
    with seen() as requests:
        before = busy.listed("all")
    assert {operation for operation, _ in requests} <= {"Query", "GetItem"}
    later = busy.conversation("seventh")
    with stopped_at(now_ms() + HOUR + 1000):
        assert busy.listed("all") == ["third", "seventh", *before]
        assert busy.listed("unassigned") == ["third", "seventh", "sixth"]
        assert busy.listed("snoozed") == ["fourth"]
        assert busy.counts() == {"all": 5, "mine": 1, "unassigned": 3, "snoozed": 1, "blocked": 1} == busy.counted()
    with stopped_at(now_ms() + 2 * HOUR + 1000):
        assert busy.listed("all") == ["fourth", "third", "seventh", *before]
        assert busy.listed("mine") == ["fourth", "first"]
        assert busy.listed("snoozed") == []
        assert busy.counts() == {"all": 6, "mine": 2, "unassigned": 3, "snoozed": 0, "blocked": 1} == busy.counted()
    assert later.state()["desk_id"] == 0


def test_what_ends_a_snooze_brings_the_conversation_back_at_once(busy: Team) -> None:
    busy.seats["third"].send("third again", after=1)
    busy.desk("fourth").snooze(None, after=2)
    assert busy.listed("all") == ["third again", "sixth", "fourth", "second", "first"]
    assert busy.listed("snoozed") == []


def test_reopening_and_unassigning_move_between_views(busy: Team) -> None:
    across(busy.maya, busy.seats["fifth"].conversation_id).set_status("open", after=2)
    busy.desk("second", busy.noor).assign(None, after=1)
    assert busy.listed("unassigned") == ["sixth", "fifth", "second"]
    assert busy.counts() == busy.counted()


def test_an_erased_conversation_leaves_every_view_and_count(busy: Team) -> None:
    for name in ("first", "third", "sixth"):
        assert busy.maya.call("DELETE", f"/admin/chatbot/{busy.seats[name].conversation_id}").status == 200
    assert [busy.listed(view) for view in ("all", "mine", "unassigned", "snoozed")] == [["second"], [], [], ["fourth"]]
    counts = busy.counts()
    assert {name: counts[name] for name in ("all", "mine", "unassigned", "snoozed")} == {
        "all": 1,
        "mine": 0,
        "unassigned": 0,
        "snoozed": 1,
    }


def test_filters_by_tag_assignee_and_unread(team: Team) -> None:
    for name in ("one", "two", "three"):
        team.conversation(name)
    team.desk("one").tag(["vip", "billing"])
    team.desk("two").tag(["vip"])
    team.desk("two").assign(team.desk("two").admin_id, after=1)
    across(team.maya, team.seats["two"].conversation_id).mark_read(1)
    assert team.listed("all", tag="VIP") == ["two", "one"]
    assert team.listed("all", tag="billing") == ["one"]
    assert team.listed("all", tag="bill") == []
    assert team.listed("all", assignee=team.desk("two").admin_id) == ["two"]
    assert team.listed("all", assignee="-") == ["three", "one"]
    assert team.listed("all", unread="true") == ["three", "one"]
    assert team.listed("all", unread="true", tag="vip") == ["one"]
    assert team.listed("mine", unread="true") == []
    assert team.listed("unassigned", tag="vip") == ["one"]
    assert team.listed("mine", assignee="-") == []
    posted = team.maya.post("/admin/chatbot", {"unread": True, "tag": "vip"}).body["conversations"]
    assert [each["preview"] for each in posted] == ["one"]


def test_filters_by_the_language_that_the_visitors_browser_asked_for_first(team: Team) -> None:
    for name, accepted in (("one", "de-AT, en;q=0.5"), ("two", "de"), ("three", "*"), ("four", "fr")):
        seat = team.seats[name] = team.shop.visitor()
        fields = {"client_id": new_client_id(), "body": name, "after": 0}
        assert seat.api.post("/chatbot/message", fields, accept_language=accepted).status == 201
    team.desk("one").tag(["vip"])
    assert team.listed("all", language="de") == ["two", "one"]
    assert team.listed("all", language="de", tag="vip") == ["one"]
    assert team.listed("all", language="es") == []
    assert team.listed("unassigned", language="fr") == ["four"]
    rows = {each["preview"]: each.get("language") for each in team.page("all")["conversations"]}
    assert rows == {"one": "de", "two": "de", "three": None, "four": "fr"}


def test_filters_are_combined_where_an_assignee_has_too_many_to_be_read_one_by_one(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "FEW", 0)
    for name in ("one", "two"):
        team.conversation(name)
    team.desk("two").tag(["vip"])
    assert team.listed("unassigned", tag="vip") == ["two"]


def test_the_language_stays_that_of_the_first_message_and_is_exported_and_erased(team: Team) -> None:
    seat = team.shop.visitor()
    for number, accepted in enumerate(("pt-BR", "en")):
        fields = {"client_id": new_client_id(), "body": "hello", "after": number}
        assert seat.api.post("/chatbot/message", fields, accept_language=accepted).status == 201
    path = f"/admin/chatbot/{seat.conversation_id}"
    assert team.maya.get(f"{path}/export").body["conversation"]["language"] == "pt"
    assert team.maya.call("DELETE", path).status == 200
    row = conversations.get(seat.conversation_id)
    assert row
    assert row.language == ""


def test_filters_of_the_closed_the_snoozed_and_the_blocked(busy: Team) -> None:
    for name in ("third", "fifth", "sixth"):
        busy.desk(name).tag(["vip"], after=busy.desk(name).state()["desk_id"])
    assert [busy.listed(view, tag="vip") for view in ("snoozed", "closed", "blocked")] == [
        ["third"],
        ["fifth"],
        ["sixth"],
    ]
    assert busy.listed("snoozed", assignee=busy.desk("fourth").admin_id) == ["fourth"]
    assert busy.listed("closed", unread="true") == []
    assert busy.listed("blocked", unread="true") == ["sixth"]
    assert busy.listed("snoozed", unread="true") == ["third", "fourth"]


@pytest.mark.parametrize("few", [0, 100], ids=["read from the list", "read one by one"])
def test_an_assignees_conversations_are_the_same_whichever_way_they_are_read(
    busy: Team, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "FEW", few)
    assert busy.listed("mine", limit=1) == ["first"]
    assert busy.listed("unassigned") == ["sixth"]
    with stopped_at(now_ms() + 3 * HOUR):
        assert busy.listed("mine", limit=1) == ["fourth", "first"]
        assert busy.listed("unassigned", limit=1) == ["third", "sixth"]


def test_a_filtered_list_reads_a_bounded_number_of_rows_and_goes_on_where_it_stopped(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"conversation {number}" for number in range(9)]
    for name in names:
        team.conversation(name)
    for name in (names[0], names[4]):
        team.desk(name).tag(["vip"])
    for name in names[::2]:
        across(team.maya, team.seats[name].conversation_id).mark_read(1)
    monkeypatch.setattr(lists, "FILTERED_ROWS", 2)
    monkeypatch.setattr(lists, "MOST_LOOKED_AT", 2)
    first = team.page("all", tag="vip")
    assert first["conversations"] == []
    assert first["older"]
    with seen() as requests:
        team.page("all", tag="vip", before=first["older"])
    assert [operation for operation, _ in requests].count("Query") == 2
    assert team.listed("all", tag="vip") == [names[4], names[0]]


def test_pages_of_a_view_follow_each_other_without_a_hole(team: Team) -> None:
    for number in range(7):
        team.conversation(f"conversation {number}")
        if number % 3 == 0:
            across(team.maya, team.seats[f"conversation {number}"].conversation_id).mark_read(1)
        team.desk(f"conversation {number}").snooze(now_ms() + HOUR + number * 1000)
    assert team.listed("snoozed", limit=2) == [f"conversation {number}" for number in range(7)]
    with stopped_at(now_ms() + 2 * HOUR), patch.object(inbox, "MOST_UNREAD", 0):
        assert team.listed("all", limit=2) == [f"conversation {number}" for number in reversed(range(7))]


def test_counts_stop_at_the_most(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        team.conversation(f"conversation {number}")
    monkeypatch.setattr(inbox, "MOST_COUNTED", 2)
    assert team.counts()["all"] == 2
    assert team.counts()["unassigned"] == 2


def test_an_admin_of_another_site_counts_their_own(busy: Team) -> None:
    assert busy.counts(Shop().admin()) == {"all": 0, "mine": 0, "unassigned": 0, "snoozed": 0, "blocked": 0}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("view=open", "view_invalid"),
        ("status=closed", "field_unknown"),
        (f"tag={'x' * 41}", "tag_invalid"),
        ("assignee=a b", "assignee_invalid"),
        ("unread=yes", "unread_invalid"),
    ],
)
def test_what_is_no_view_or_filter_is_refused(team: Team, query: str, code: str) -> None:
    answer = team.maya.get(f"/admin/chatbot?{query}")
    assert (answer.status, answer.code) == (400, code)


def test_a_visitors_own_list_is_ordered_by_messages_whatever_the_team_does(team: Team) -> None:
    team.conversation("older")
    first = team.seats["older"]
    newer = team.shop.visitor(first.api.token, conversation_id="new")
    assert newer.send("newer").status == 201
    team.desk("older").snooze(now_ms() + HOUR)
    listed = newer.api.get("/chatbot/conversations").body["conversations"]
    assert [each["preview"] for each in listed] == ["newer", "older"]
