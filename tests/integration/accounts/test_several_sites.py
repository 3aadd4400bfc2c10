"""One person with several sites: a role at each, one session for all, and a token for one at a time."""

import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.accounts import team
from chalicelib.storage import admins as admin_rows
from chalicelib.storage import audit, sites
from chalicelib.storage import sessions as session_rows
from chalicelib.storage import team as team_rows
from tests.api_client import ORIGIN, PASSWORD, Answer, Api, Shop, across, new_client_id
from tests.integration import sockets
from tests.integration.accounts.admins import Person, id_of, invited, roles, sign_in, works
from tests.integration.engine import Crash, dies_after, failing, loses_answer
from tests.integration.management_api import management_api
from tests.tokens import claims_of


def removed(shop: Shop, who: Api) -> Answer:
    return shop.admin().call("DELETE", f"/admin/team/{id_of(who)}", {"password": PASSWORD})


def actions(shop: Shop) -> list[str]:
    return [entry.action for entry in audit.newest(shop.site.site_id, None, 50)]


@pytest.fixture
def elsewhere() -> Shop:
    return Shop()


@pytest.fixture
def noor(shop: Shop, elsewhere: Shop) -> Person:
    """An agent of `shop` and of `elsewhere`."""
    person = Person(shop)
    person.join(elsewhere)
    return person


def test_an_invitation_of_another_site_adds_it_to_the_account_of_the_signed_in_person(
    shop: Shop, elsewhere: Shop
) -> None:
    noor = Person(shop)
    assert "sites" not in noor.entry
    secret = invited(elsewhere, noor.email.upper(), "owner")
    assert noor.api.get("/admin/team").code == "owner_only"
    assert noor.api.post("/admin/invitations/join", {"secret": secret}).body == {"site_id": elsewhere.site.site_id}
    assert noor.api.post("/admin/invitations/join", {"secret": secret}).status == 200, "the answer may have been lost"
    there = noor.at(elsewhere)
    assert {(each["id"], each["role"]) for each in noor.entry["sites"]} == {
        (shop.site.site_id, "agent"),
        (elsewhere.site.site_id, "owner"),
    }
    assert noor.entry["admin"]["role"] == "owner"
    assert ("Noor", "owner") in roles(there)
    assert noor.at(shop).get("/admin/team").code == "owner_only"
    assert actions(elsewhere)[:2] == ["session.begun", "invitation.accepted"]
    assert elsewhere.admin().get("/admin/invitations").body["invitations"] == []


def test_an_invitation_is_of_no_use_to_the_account_of_another_address(shop: Shop, elsewhere: Shop) -> None:
    noor, secret = Person(shop), invited(elsewhere, shop.account("Olu"))
    answer = noor.api.post("/admin/invitations/join", {"secret": secret})
    assert (answer.status, answer.code) == (403, "invitation_for_another")
    assert noor.switch(elsewhere.site.site_id).body["site"]["id"] == shop.site.site_id
    assert len(elsewhere.admin().get("/admin/invitations").body["invitations"]) == 1


def test_an_invitation_that_was_withdrawn_or_made_up_adds_nobody(shop: Shop, elsewhere: Shop) -> None:
    noor, owner = Person(shop), elsewhere.admin()
    secret = invited(elsewhere, noor.email)
    (waiting,) = owner.get("/admin/invitations").body["invitations"]
    owner.call("DELETE", f"/admin/invitations/{waiting['id']}")
    for each in (secret, secret[:-1] + ("A" if secret[-1] != "A" else "B")):
        assert noor.api.post("/admin/invitations/join", {"secret": each}).code == "link_invalid"
    assert team_rows.email_of(elsewhere.site.site_id, id_of(noor.api)) is None


def test_a_new_account_cannot_be_created_over_the_one_that_the_address_has(shop: Shop, elsewhere: Shop) -> None:
    noor = Person(shop)
    fields = {"secret": invited(elsewhere, noor.email), "name": "Mallory", "password": "a kettle that sings at six"}
    assert Api().post("/admin/invitations/accept", fields).code == "account_exists"
    assert sign_in(noor.email).status == 201
    assert noor.switch(elsewhere.site.site_id).body["site"]["id"] == shop.site.site_id


def test_a_token_of_one_site_opens_nothing_of_the_other(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    visitor, here = elsewhere.visitor(), noor.at(shop)
    visitor.send("the blue kettle leaks")
    seat = across(here, visitor.conversation_id)
    assert (seat.messages().code, seat.send("hello").code) == ("conversation_not_found",) * 2
    assert visitor.conversation_id not in here.get("/admin/chatbot").raw
    assert across(noor.at(elsewhere), visitor.conversation_id).messages().status == 200


def test_a_member_of_one_site_gets_no_token_of_another(shop: Shop, elsewhere: Shop) -> None:
    noor = Person(shop)
    for wanted in (elsewhere.site.site_id, "no-such-site", None):
        answer = noor.switch(wanted)
        assert answer.body["site"]["id"] == shop.site.site_id
        assert claims_of(answer.body["token"])["site"] == shop.site.site_id
    fields = {"email": noor.email, "password": PASSWORD, "site_id": elsewhere.site.site_id}
    assert Api().post("/admin/session", fields).body["site"]["id"] == shop.site.site_id


def test_signing_in_again_begins_at_the_site_that_the_page_names(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    for each in (shop, elsewhere):
        fields = {"email": noor.email, "password": PASSWORD, "site_id": each.site.site_id}
        assert Api().post("/admin/session", fields).body["site"]["id"] == each.site.site_id
    assert sign_in(noor.email).body["site"]["id"] == min(shop.site.site_id, elsewhere.site.site_id)


def test_two_tabs_of_one_session_work_at_two_sites(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    here, there = noor.at(shop), noor.at(elsewhere)
    assert claims_of(here.token)["sid"] == claims_of(there.token)["sid"]
    for _ in range(2):
        assert works(here)
        assert works(there)


def test_a_removed_member_is_signed_out_of_this_site_only(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    there, here = noor.at(elsewhere), noor.at(shop)
    socket = sockets.admins(here)
    assert removed(elsewhere, there).status == 200
    assert (there.get("/admin/chatbot").status, there.get("/admin/chatbot").code) == (403, "not_of_site")
    assert works(here)
    assert socket.id in management_api().closed, "it was for both sites"
    assert roles(elsewhere.admin())[0] != ("Noor", "agent")
    answer = noor.switch(elsewhere.site.site_id)
    assert (answer.status, answer.body["site"]["id"]) == (201, shop.site.site_id)
    assert "sites" not in answer.body
    assert works(noor.api)


def test_a_removal_holds_against_a_refresh_at_the_same_moment(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    """Whichever is first, no token of the site is accepted afterwards."""
    there = noor.at(elsewhere)
    with ThreadPoolExecutor(2) as both:
        removal = both.submit(removed, elsewhere, there)
        both.submit(noor.switch, elsewhere.site.site_id).result()
        assert removal.result().status == 200
    session = session_rows.get(id_of(there), claims_of(there.token)["sid"])
    assert session is not None
    assert elsewhere.site.site_id not in session.sites
    assert {there.get("/admin/chatbot").code, noor.api.get("/admin/chatbot").code} <= {"not_of_site", None}
    assert noor.switch(None).body["site"]["id"] == shop.site.site_id


def test_a_former_owner_of_one_site_cannot_make_its_owners_calls(shop: Shop, elsewhere: Shop) -> None:
    noor = Person(shop)
    noor.join(elsewhere, "owner")
    there = noor.at(elsewhere)
    admin = team.member(elsewhere.site.site_id, id_of(there))
    team.end_membership(elsewhere.site.site_id, admin.id)
    answer = there.get("/admin/site")
    assert (answer.status, answer.code) == (403, "not_of_site")


def test_an_interrupted_removal_can_be_repeated(noor: Person, elsewhere: Shop) -> None:
    there = noor.at(elsewhere)
    with failing("TransactWriteItems", dies_after), pytest.raises(Crash):
        removed(elsewhere, there)
    assert there.get("/admin/chatbot").code == "not_of_site"
    assert removed(elsewhere, there).status == 200
    assert removed(elsewhere, there).code == "admin_not_found"


def test_the_last_owner_of_one_site_may_own_another(shop: Shop, elsewhere: Shop) -> None:
    noor = Person(shop)
    noor.join(elsewhere, "owner")
    answer = shop.admin().call("DELETE", f"/admin/team/{id_of(noor.api)}", {"password": PASSWORD})
    assert answer.status == 200
    alone = noor.at(elsewhere)
    for each in team.members(elsewhere.site.site_id):
        if each.id != id_of(alone):
            team.end_membership(elsewhere.site.site_id, each.id)
    answer = alone.call("DELETE", f"/admin/team/{id_of(alone)}", {"password": PASSWORD})
    assert (answer.status, answer.code) == (409, "last_owner")


def test_two_owners_who_remove_a_person_at_once_leave_no_account_without_a_site(
    noor: Person, shop: Shop, elsewhere: Shop
) -> None:
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda each: removed(each, noor.api), (shop, elsewhere)))
    assert [answer.status for answer in answers] == [200, 200]
    assert admin_rows.get(noor.email) is None
    assert noor.switch(None).code == "session_revoked"


def test_an_owner_cannot_get_into_another_site_by_a_new_password(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    path = f"/admin/team/{id_of(noor.api)}/password-reset"
    answer = elsewhere.admin().post(path, {"password": PASSWORD})
    assert (answer.status, answer.code) == (409, "admin_elsewhere")
    assert works(noor.at(shop))
    removed(shop, noor.api)
    assert elsewhere.admin().post(path, {"password": PASSWORD}).status == 201


def test_a_link_for_a_new_password_ends_when_its_holder_joins_another_site(shop: Shop, elsewhere: Shop) -> None:
    noor = Person(shop)
    link, _ = team.create_reset_link(shop.site.site_id, id_of(noor.api), signs_out=False)
    noor.join(elsewhere)
    fields = {"secret": link.text, "password": "a kettle that sings at six"}
    assert Api().post("/admin/password-reset", fields).code == "link_invalid"


def test_an_owner_adds_a_site_with_a_widget_token_and_a_team_of_its_own(shop: Shop) -> None:
    owner_email = shop.account()
    entry = sign_in(owner_email).body
    owner = Api(entry["token"])
    fields = {"client_id": new_client_id(), "name": "Second shop", "origins": ["https://second.example"]}
    with failing("TransactWriteItems", loses_answer):
        answer = owner.post("/admin/sites", fields)
    assert answer.status == 201
    assert owner.post("/admin/sites", fields).body == answer.body, "a retry finds it"
    site = sites.get(answer.body["site"]["id"])
    assert site is not None
    assert (site.name, site.origins) == ("Second shop", ("https://second.example",))
    fields = {"refresh_token": entry["refresh_token"], "site_id": site.site_id}
    there = Api(Api().post("/admin/session/refresh", fields).body["token"])
    assert roles(there) == [("Maya", "owner")]
    assert there.get("/admin/site").body["site"]["widget_token"] == site.widget_token
    visitor = Api(origin="https://second.example").post("/chatbot/session", {"widget_token": site.widget_token})
    assert visitor.status == 200
    assert Api(origin=ORIGIN).post("/chatbot/session", {"widget_token": site.widget_token}).status == 403


def test_an_agent_adds_no_site(shop: Shop) -> None:
    fields = {"client_id": new_client_id(), "name": "Second shop", "origins": ["https://second.example"]}
    assert shop.admin("Noor", role="agent").post("/admin/sites", fields).code == "owner_only"


def test_a_person_has_twenty_sites_at_most(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("chalicelib.sites.several", "chalicelib.accounts.invitations"):
        monkeypatch.setattr(f"{module}.MOST_SITES", 1)
    email = shop.account()
    owner = Api(sign_in(email).body["token"])
    fields = {"client_id": new_client_id(), "name": "Second shop", "origins": ["https://second.example"]}
    assert owner.post("/admin/sites", fields).code == "sites_full"
    assert owner.post("/admin/invitations/join", {"secret": invited(Shop(), email)}).code == "sites_full"


def test_a_conversation_of_another_of_the_persons_sites_says_which(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    here, visitor, stranger = noor.at(shop), elsewhere.visitor(), Shop().visitor()
    for each in (visitor, stranger):
        each.send("hello")
    found = here.get(f"/admin/chatbot/{visitor.conversation_id}/site")
    assert found.body == {"site_id": elsewhere.site.site_id}
    for unknown in (stranger.conversation_id, f"c_{secrets.token_hex(8)}"):
        assert here.get(f"/admin/chatbot/{unknown}/site").code == "conversation_not_found"


def test_the_counts_say_in_the_same_call_what_is_unread_at_the_other_sites(
    noor: Person, shop: Shop, elsewhere: Shop
) -> None:
    here = noor.at(shop)
    elsewhere.visitor().send("hello")
    read = elsewhere.visitor()
    read.send("hello")
    across(noor.at(elsewhere), read.conversation_id).mark_read(1)
    assert here.get("/admin/counts").body["elsewhere"] == {elsewhere.site.site_id: 1}
    assert "elsewhere" not in elsewhere.admin().get("/admin/counts").body


def test_signing_out_ends_the_session_at_every_site(noor: Person, shop: Shop, elsewhere: Shop) -> None:
    there = noor.at(elsewhere)
    socket = sockets.admins(there)
    here = noor.at(shop)
    assert here.call("DELETE", "/admin/session").status == 200
    assert socket.id in management_api().closed
    assert not works(there)
    assert noor.switch(None).code == "session_revoked"
