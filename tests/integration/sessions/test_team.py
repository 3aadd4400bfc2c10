"""Owners, agents, and a site that always has an owner."""

import secrets
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.errors import AdminNotFound
from chalicelib.identity import accounts, invitations, team, totp
from chalicelib.storage import team as stored
from tests.calling import PASSWORD, Answer, Api, Shop
from tests.forging import claims_of
from tests.integration import sockets
from tests.integration.engine import Crash, dies_after, failing, loses_answer, refuses, unreachable
from tests.integration.management_api import management_api

NEW = "another long password"


@pytest.fixture
def owner(shop: Shop) -> Api:
    return shop.admin()


def id_of(api: Api) -> str:
    return str(claims_of(api.token)["sub"])


def sign_in(email: str, password: str = PASSWORD) -> Answer:
    return Api().post("/admin/session", {"email": email, "password": password})


def roles(owner: Api) -> list[tuple[str, str]]:
    return [(each["name"], each["role"]) for each in owner.get("/admin/team").body["admins"]]


def made(owner: Api, api: Api, role: str) -> Answer:
    return owner.call("PATCH", f"/admin/team/{id_of(api)}", {"role": role, "password": PASSWORD})


def removed(owner: Api, api: Api) -> Answer:
    return owner.call("DELETE", f"/admin/team/{id_of(api)}", {"password": PASSWORD})


def works(api: Api) -> bool:
    return api.get("/admin/chatbot").status == 200


def invited(owner: Api, role: str = "agent") -> tuple[str, str]:
    email = f"{secrets.token_hex(6)}@shop.example"
    return email, owner.post("/admin/invitations", {"email": email, "role": role, "password": PASSWORD}).body["secret"]


def accepted(secret: str, name: str = "Noor", password: str = NEW) -> Answer:
    return Api().post("/admin/invitations/accept", {"secret": secret, "name": name, "password": password})


def test_the_team_is_everybody_of_the_site_by_name(shop: Shop, owner: Api) -> None:
    shop.admin("Noor", role="agent")
    Shop().admin("Stranger")
    assert roles(owner) == [("Maya", "owner"), ("Noor", "agent")]


def test_an_admin_who_gets_another_role_is_signed_out_and_has_it_at_the_next_sign_in(shop: Shop, owner: Api) -> None:
    email = shop.account("Noor", role="agent")
    noor = Api(sign_in(email).body["token"])
    socket = sockets.admins(noor)
    assert made(owner, noor, "owner").body["admin"]["role"] == "owner"
    assert not works(noor)
    assert socket.id in management_api().closed
    assert Api(sign_in(email).body["token"]).get("/admin/team").status == 200


def test_an_owner_who_is_one_no_more_is_refused_at_once_whatever_the_token_says(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor")
    accounts.admins.change_role(team.member(shop.site.site_id, id_of(noor)), "agent", None)
    assert noor.get("/admin/team").code == "session_revoked"


def test_an_admin_who_is_removed_is_out_at_once_and_cannot_come_back(shop: Shop, owner: Api) -> None:
    email = shop.account("Noor", role="agent")
    entry = sign_in(email).body
    assert removed(owner, Api(entry["token"])).status == 200
    assert not works(Api(entry["token"]))
    assert Api().post("/admin/session/refresh", {"refresh_token": entry["refresh_token"]}).code == "session_revoked"
    assert sign_in(email).code == "credentials_wrong"
    assert roles(owner) == [("Maya", "owner")]
    assert removed(owner, Api(entry["token"])).code == "admin_not_found"


def test_the_last_owner_can_be_neither_demoted_nor_removed(shop: Shop, owner: Api) -> None:
    shop.admin("Noor", role="agent")
    for answer in (made(owner, owner, "agent"), removed(owner, owner)):
        assert (answer.status, answer.code) == (409, "last_owner")
    assert works(owner)


def test_an_owner_may_step_down_while_there_is_another(shop: Shop, owner: Api) -> None:
    other = shop.admin("Noor")
    assert made(owner, owner, "agent").status == 200
    assert made(other, other, "agent").code == "last_owner"


@pytest.mark.parametrize("deed", [made, removed], ids=["demoted", "removed"])
def test_owners_who_turn_on_each_other_at_once_leave_one(deed: object) -> None:
    for _ in range(6):
        shop = Shop()
        owners = [shop.admin(name) for name in ("Maya", "Noor", "Olu")]

        def turn(pair: tuple[Api, Api]) -> None:
            by, on = pair
            made(by, on, "agent") if deed is made else removed(by, on)

        pairs = [(by, on) for by in owners for on in owners]
        with ThreadPoolExecutor(len(pairs)) as crowd:
            list(crowd.map(turn, pairs))
        left = [admin for admin in team.members(shop.site.site_id) if admin.role == "owner"]
        assert len(left) >= 1


def test_a_change_whose_answer_is_lost_is_done_once(shop: Shop, owner: Api) -> None:
    noor, olu = shop.admin("Noor"), shop.admin("Olu")
    with failing("TransactWriteItems", loses_answer):
        assert made(owner, noor, "agent").status == 200
    with failing("TransactWriteItems", loses_answer):
        assert removed(owner, olu).status == 200
    assert roles(owner) == [("Maya", "owner"), ("Noor", "agent")]


def test_a_removal_that_breaks_off_can_be_repeated(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor", role="agent")
    with failing("TransactWriteItems", dies_after), pytest.raises(Crash):
        removed(owner, noor)
    assert removed(owner, noor).status == 200
    assert not works(noor)
    assert stored.emails(shop.site.site_id).keys() == {id_of(owner)}


def test_contention_ends_in_an_answer(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor")
    fault = refuses("TransactionCanceledException", ("TransactionConflict", "None"))
    with failing("TransactWriteItems", *[fault] * 20):
        assert made(owner, noor, "agent").code == "busy"


def test_another_sites_admins_are_not_there(owner: Api) -> None:
    stranger = Shop().admin()
    for answer in (
        made(owner, stranger, "agent"),
        removed(owner, stranger),
        owner.post(f"/admin/team/{id_of(stranger)}/password-reset", {"password": PASSWORD}),
    ):
        assert (answer.status, answer.code) == (404, "admin_not_found")
    assert works(stranger)


def test_somebody_who_was_invited_makes_an_account_and_is_signed_in(owner: Api) -> None:
    email, secret = invited(owner)
    (waiting,) = owner.get("/admin/invitations").body["invitations"]
    assert (waiting["email"], waiting["role"]) == (email, "agent")
    entry = accepted(secret)
    assert entry.status == 201
    admin = entry.body["admin"]
    assert (admin["name"], admin["email"], admin["role"]) == ("Noor", email, "agent")
    assert works(Api(entry.body["token"]))
    assert sign_in(email, NEW).status == 201
    assert owner.get("/admin/invitations").body["invitations"] == []
    assert ("Noor", "agent") in roles(owner)


def test_an_invitation_is_good_once_whoever_comes_at_once(owner: Api) -> None:
    _, secret = invited(owner)
    with ThreadPoolExecutor(4) as people:
        answers = list(people.map(lambda number: accepted(secret, f"Noor {number}", f"{NEW} {number}"), range(4)))
    assert sorted(answer.status for answer in answers) == [201, 403, 403, 403]
    assert len(roles(owner)) == 2


def test_an_invitation_ends(owner: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "LIFE_SECONDS", 0)
    assert accepted(invited(owner)[1]).code == "link_invalid"


def test_an_invitation_that_is_withdrawn_is_good_for_nothing(owner: Api) -> None:
    _, secret = invited(owner)
    (waiting,) = owner.get("/admin/invitations").body["invitations"]
    path = f"/admin/invitations/{waiting['id']}"
    assert [owner.call("DELETE", path).code for _ in range(2)] == [None, "invitation_not_found"]
    assert accepted(secret).code == "link_invalid"


def test_nobody_is_invited_who_has_an_account(shop: Shop, owner: Api) -> None:
    answer = owner.post("/admin/invitations", {"email": shop.account().upper(), "role": "agent", "password": PASSWORD})
    assert (answer.status, answer.code) == (409, "account_exists")


def test_two_invitations_for_one_address_make_one_account(owner: Api) -> None:
    email, first = invited(owner)
    second = owner.post("/admin/invitations", {"email": email, "role": "owner", "password": PASSWORD}).body["secret"]
    assert accepted(first).status == 201
    assert accepted(second).code == "account_exists"
    assert len(roles(owner)) == 2


def test_an_acceptance_whose_answer_is_lost_leaves_an_account_that_works(owner: Api) -> None:
    email, secret = invited(owner)
    with failing("TransactWriteItems", loses_answer):
        accepted(secret)
    assert sign_in(email, NEW).status == 201
    assert ("Noor", "agent") in roles(owner)


def test_changing_ones_password_keeps_this_session_and_ends_the_others(shop: Shop) -> None:
    email = shop.account()
    here, there = sign_in(email).body, sign_in(email).body
    answer = Api(here["token"]).post("/admin/password", {"current": PASSWORD, "password": NEW})
    assert answer.status == 200
    assert (works(Api(here["token"])), works(Api(there["token"]))) == (True, False)
    assert Api().post("/admin/session/refresh", {"refresh_token": here["refresh_token"]}).status == 201
    assert Api(here["token"]).get("/admin/team").status == 200
    assert (sign_in(email).status, sign_in(email, NEW).status) == (401, 201)


def test_the_present_password_is_asked_for_and_guessing_it_is_slowed_down(shop: Shop) -> None:
    api = Api(shop.admin().token, address=f"2001:db8:{secrets.token_hex(2)}::1")
    guesses = [api.post("/admin/password", {"current": "a guess", "password": NEW}).code for _ in range(6)]
    assert guesses == ["credentials_wrong"] * 5 + ["sign_in_slowed"]


def test_ones_address_is_no_password(shop: Shop) -> None:
    email = shop.account()
    api = Api(sign_in(email).body["token"])
    answer = api.post("/admin/password", {"current": PASSWORD, "password": email.upper()})
    assert (answer.status, answer.code) == (400, "password_invalid")


def test_a_change_of_password_that_breaks_off_is_finished_by_the_same_call(shop: Shop) -> None:
    email = shop.account()
    here, there = sign_in(email).body, sign_in(email).body
    api = Api(here["token"])
    wanted = {"current": PASSWORD, "password": NEW}
    with failing("Query", unreachable, unreachable):  # the list of the other sessions
        assert api.post("/admin/password", wanted).code == "busy"
    assert sign_in(email, NEW).status == 201
    assert api.post("/admin/password", wanted).status == 200
    assert (works(api), works(Api(there["token"]))) == (True, False)
    actions = [each["action"] for each in api.get("/admin/audit").body["entries"]]
    assert actions.count("password.changed") == 1


def test_a_reset_that_breaks_off_is_finished_by_the_same_link_and_password(shop: Shop, owner: Api) -> None:
    email = shop.account("Noor", role="agent")
    noor = Api(sign_in(email).body["token"])
    path = f"/admin/team/{id_of(noor)}/password-reset"
    secret = owner.post(path, {"password": PASSWORD}).body["secret"]
    meanwhile = Api(sign_in(email).body["token"])

    def reset(password: str) -> Answer:
        return Api().post("/admin/password-reset", {"secret": secret, "password": password})

    with failing("Query", unreachable, unreachable):
        assert reset(NEW).code == "busy"
    assert works(meanwhile)
    assert reset(NEW).status == 200
    assert not works(meanwhile)
    assert reset("yet another password").code == "link_invalid"


def test_a_used_link_is_no_way_to_guess_the_password_that_it_has_set(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor", role="agent")
    secret = owner.post(f"/admin/team/{id_of(noor)}/password-reset", {"password": PASSWORD}).body["secret"]
    assert Api().post("/admin/password-reset", {"secret": secret, "password": NEW}).status == 200
    guesses = [
        Api().post("/admin/password-reset", {"secret": secret, "password": f"a guess of many {number}"}).status
        for number in range(7)
    ]
    assert guesses == [403] * 5 + [429] * 2


def test_joining_whose_answer_is_lost_is_repeated_and_signs_in_to_the_same_account(owner: Api) -> None:
    _, secret = invited(owner)
    with failing("PutItem", *[unreachable] * 4):
        assert accepted(secret).status == 503
    first, second = accepted(secret), accepted(secret)
    assert (first.status, second.status) == (201, 201)
    assert first.body["admin"] == second.body["admin"]
    assert len(roles(owner)) == 2
    assert accepted(secret, password="another long password, not the same").code == "link_invalid"


def test_an_accepted_invitation_passes_by_no_second_factor(owner: Api) -> None:
    _, secret = invited(owner)
    api = Api(accepted(secret).body["token"])
    app = api.post("/admin/second-factor", {"password": NEW}).body["secret"]
    code = totp.code_at(app, int(time.time()) // totp.STEP_SECONDS)
    assert api.post("/admin/second-factor/confirm", {"code": code}).status == 200
    assert accepted(secret).code == "link_invalid"


@pytest.mark.parametrize("email", ["ma\u200bya@shop.example", "maya@shop\u200b.example", "maya@shop..example"])
def test_nobody_is_invited_by_an_address_that_they_could_not_sign_in_with(owner: Api, email: str) -> None:
    answer = owner.post("/admin/invitations", {"email": email, "role": "agent", "password": PASSWORD})
    assert (answer.status, answer.code) == (400, "email_invalid")


def test_an_invitation_is_stored_by_the_form_of_the_address_that_signs_in(owner: Api) -> None:
    name = secrets.token_hex(6)
    asked = {"email": f"\u202a Mu\u0308ller-{name}@Shop.example\u202c", "role": "agent", "password": PASSWORD}
    answer = owner.post("/admin/invitations", asked)
    assert answer.body["invitation"]["email"] == f"müller-{name}@shop.example"
    assert accepted(f" {answer.body['secret']}\n").status == 201
    assert sign_in(f"MÜLLER-{name}@shop.example", NEW).status == 201


def test_what_would_outlast_a_stolen_token_needs_the_password_and_changes_nothing_without(
    shop: Shop, owner: Api
) -> None:
    noor = shop.admin("Noor", role="agent")
    path = f"/admin/team/{id_of(noor)}"
    calls: list[tuple[str, str, dict[str, str]]] = [
        ("POST", "/admin/invitations", {"email": "x@shop.example", "role": "owner"}),
        ("PATCH", path, {"role": "owner"}),
        ("POST", f"{path}/password-reset", {}),
        ("POST", f"/admin/team/{id_of(owner)}/password-reset", {}),  # one's own
        ("DELETE", path, {}),
        ("POST", "/admin/site/identity-secret", {}),
    ]
    for method, call, body in calls:
        assert owner.call(method, call, body).code == "password_required"
    guesses = [owner.call(method, call, {**body, "password": "a guess"}).code for method, call, body in calls]
    assert guesses == ["credentials_wrong"] * 5 + ["sign_in_slowed"]
    assert roles(owner) == [("Maya", "owner"), ("Noor", "agent")]
    assert works(noor)
    assert owner.get("/admin/invitations").body["invitations"] == []
    assert owner.get("/admin/site").body["site"]["has_identity_secret"] is False


def test_an_owner_lets_an_admin_set_a_new_password_once(shop: Shop, owner: Api) -> None:
    email = shop.account("Noor", role="agent")
    noor = Api(sign_in(email).body["token"])
    secret = owner.post(f"/admin/team/{id_of(noor)}/password-reset", {"password": PASSWORD}).body["secret"]
    assert not works(noor)

    def reset(password: str) -> Answer:
        return Api().post("/admin/password-reset", {"secret": secret, "password": password})

    with ThreadPoolExecutor(3) as tries:
        answers = list(tries.map(reset, [NEW] * 3))
    assert sorted(answer.status for answer in answers) == [200, 403, 403]
    assert (sign_in(email).status, sign_in(email, NEW).status) == (401, 201)


def test_a_reset_ends_after_a_day(shop: Shop, owner: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team, "RESET_SECONDS", 0)
    secret = owner.post(f"/admin/team/{id_of(owner)}/password-reset", {"password": PASSWORD}).body["secret"]
    assert Api().post("/admin/password-reset", {"secret": secret, "password": NEW}).code == "link_invalid"


def test_what_owners_do_is_written_down(shop: Shop, owner: Api) -> None:
    noor = shop.admin("Noor")
    made(owner, noor, "agent")
    removed(owner, noor)
    entries = owner.get("/admin/audit").body["entries"]
    assert [(each["action"], each["target"]) for each in entries[:2]] == [
        ("admin.removed", id_of(noor)),
        ("admin.role_changed", id_of(noor)),
    ]
    assert entries[1]["details"] == {"role": "agent"}


@pytest.mark.parametrize("id", ["a" * 1100, "a_%20", "a_\u00e9"])
def test_an_id_that_none_can_have_is_not_found(owner: Api, id: str) -> None:
    for method, path, code in (
        ("DELETE", f"/admin/team/{id}", "admin_not_found"),
        ("POST", f"/admin/team/{id}/password-reset", "admin_not_found"),
        ("DELETE", f"/admin/invitations/{id}", "invitation_not_found"),
    ):
        answer = owner.call(method, path, {"password": PASSWORD} if "/team/" in path else None)
        assert (answer.status, answer.code) == (404, code)


def test_an_empty_id_is_nobody_s(shop: Shop) -> None:
    with pytest.raises(AdminNotFound):
        team.member(shop.site.site_id, "")
    with pytest.raises(AdminNotFound):
        team.remove(shop.site.site_id, "")
