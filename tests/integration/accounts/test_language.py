"""The language in which an admin reads the dashboard, and what is remembered of the browser's."""

import secrets

import pytest

from chalicelib.errors import Busy
from chalicelib.storage import admins
from tests.api_client import Api, Shop
from tests.integration.metering import metered

PASSWORD = "correct horse battery staple"


def entered(email: str, **headers: str) -> dict[str, object]:
    answer = Api().post("/admin/session", {"email": email, "password": PASSWORD}, **headers)
    assert answer.status == 201, answer
    return dict(answer.body)


def test_a_new_account_reads_the_language_of_its_browser_and_learns_that_of_the_site() -> None:
    shop = Shop()
    owner, admin = shop.admin("Noor"), shop.admin(role="agent")
    assert owner.call("PATCH", "/admin/site", {"language": "pl"}).status == 200
    session = entered(email_of(owner, "Maya"))
    assert (session["language"], session["site"]["language"]) == ("", "pl")  # type: ignore[index]
    assert admin.post("/admin/language", {"language": ""}).body == {"language": ""}


def test_the_chosen_language_follows_the_admin_and_no_colleague() -> None:
    shop = Shop()
    owner, admin = shop.admin("Noor"), shop.admin(role="agent")
    assert admin.post("/admin/language", {"language": "zh-Hans"}).body == {"language": "zh-Hans"}
    elsewhere = entered(email_of(owner, "Maya"))
    assert elsewhere["language"] == "zh-Hans"
    again = Api().post("/admin/session/refresh", {"refresh_token": elsewhere["refresh_token"]})
    assert again.body["language"] == "zh-Hans"
    assert entered(email_of(owner, "Noor"))["language"] == ""

    assert admin.post("/admin/language", {"language": ""}).status == 200
    assert entered(email_of(owner, "Maya"))["language"] == ""


def email_of(owner: Api, name: str) -> str:
    return next(str(each["email"]) for each in owner.get("/admin/team").body["admins"] if each["name"] == name)


def remembered(email: str) -> str:
    admin = admins.get(email)
    assert admin is not None
    return admin.browser_language


def refreshed(session: dict[str, object], **headers: str) -> dict[str, object]:
    answer = Api().post("/admin/session/refresh", {"refresh_token": session["refresh_token"]}, **headers)
    assert answer.status == 201, answer
    return dict(answer.body)


def test_the_first_language_of_the_browser_that_the_dashboard_has_is_remembered() -> None:
    email = Shop().account()
    session = entered(email, accept_language="sv-SE,sv;q=0.9,de-AT;q=0.8,en;q=0.7")
    assert (session["language"], remembered(email)) == ("", "de")
    session = refreshed(session, accept_language="zh-CN")
    assert remembered(email) == "zh-Hans"
    refreshed(session, accept_language="sv")  # the dashboard is in the site's language then
    assert remembered(email) == ""


def test_a_new_account_is_written_to_in_the_language_in_which_its_page_was() -> None:
    shop = Shop()
    email = f"{secrets.token_hex(6)}@shop.example"
    made = shop.admin().post("/admin/invitations", {"email": email, "role": "agent", "password": PASSWORD})
    fields = {"secret": made.body["secret"], "name": "Olu", "password": "a kettle that sings at six"}
    assert Api().post("/admin/invitations/accept", fields, accept_language="pt-BR").status == 201
    assert remembered(email) == "pt-BR"


@pytest.mark.parametrize("header", ["", "*", ",;q=1"])
def test_a_program_that_asks_for_no_language_changes_none(header: str) -> None:
    email = Shop().account()
    entered(email, accept_language="fr")
    entered(email, accept_language=header)
    assert remembered(email) == "fr"


def test_a_refresh_writes_the_language_only_if_it_is_another_one() -> None:
    session = entered(Shop().account(), accept_language="fr")
    with metered() as usual:
        session = refreshed(session)
    with metered() as same:
        session = refreshed(session, accept_language="fr-CA,fr;q=0.8")
    with metered() as other:
        refreshed(session, accept_language="it")
    assert same.units == usual.units != other.units


def test_of_an_admin_who_has_chosen_a_language_none_is_remembered() -> None:
    shop = Shop()
    email = shop.account()
    session = entered(email)
    assert Api(str(session["token"])).post("/admin/language", {"language": "pl"}).status == 200
    refreshed(session, accept_language="fr")
    assert remembered(email) == ""


def test_a_language_that_cannot_be_stored_for_now_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise Busy()

    email = Shop().account()
    with monkeypatch.context() as broken:
        broken.setattr(admins, "note_browser_language", busy)
        session = entered(email, accept_language="fr")
    assert remembered(email) == ""
    refreshed(session, accept_language="fr")
    assert remembered(email) == "fr"
