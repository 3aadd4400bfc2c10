"""Links of invitations and password resets that go by mail, and what a forgotten password's request reveals."""

import re
import secrets
import time
from collections.abc import Iterator
from email.message import EmailMessage
from unittest.mock import patch

import pytest

from chalicelib.accounts import forgotten_passwords
from chalicelib.storage import admins
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.integration.background import Background, background

NEW_PASSWORD = "a kettle that sings at six"


@pytest.fixture
def mailing() -> Iterator[Background]:
    with background() as work, patch.object(forgotten_passwords, "ANSWER_SECONDS", 0):
        yield work


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def secret_in(mail: EmailMessage, kind: str) -> str:
    link = re.search(rf"https://pages\.example/admin/#/{kind}/(\S+)", text_of(mail))
    assert link
    html = mail.get_body(("html",))
    assert html is not None
    assert link[0] in html.get_content()
    return link[1]


def requested(email: str, address: str | None = None) -> Answer:
    caller = Api(address=address or f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1")
    return caller.post("/admin/password-reset/request", {"email": email})


def invited(owner: Api, email: str) -> Answer:
    return owner.post("/admin/invitations", {"email": email, "role": "agent", "password": PASSWORD})


def test_an_invitation_is_mailed_and_its_link_creates_the_account(mailing: Background) -> None:
    owner = Shop().admin("Maya")
    email = f"{secrets.token_hex(6)}@shop.example"
    answer = invited(owner, email)
    [mail] = mailing.mails
    assert answer.body["mail"] == "sent"
    assert (mail["To"], mail["Subject"]) == (email, "Join the team of Fern & Kettle")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Maya invites you" in text_of(mail)
    secret = secret_in(mail, "invitation")
    assert secret == answer.body["secret"]
    accepted = Api().post("/admin/invitations/accept", {"secret": secret, "name": "Olu", "password": NEW_PASSWORD})
    assert accepted.status == 201


def test_an_owner_s_reset_is_mailed_to_the_admin(mailing: Background) -> None:
    shop = Shop()
    email = shop.account("Noor", role="agent")
    noor = admins.get(email)
    assert noor is not None
    answer = shop.admin().post(f"/admin/team/{noor.id}/password-reset", {"password": PASSWORD})
    [mail] = mailing.mails
    assert (answer.body["mail"], mail["To"]) == ("sent", email)
    assert secret_in(mail, "reset") == answer.body["secret"]


@pytest.mark.parametrize("refusals", [[(400, "MessageRejected")], [(429, "TooManyRequestsException")] * 2])
def test_a_mail_that_could_not_be_sent_leaves_the_link_to_the_owner(
    mailing: Background, refusals: list[tuple[int, str]]
) -> None:
    owner = Shop().admin()
    mailing.refusals = refusals
    answer = invited(owner, f"{secrets.token_hex(6)}@shop.example")
    assert (answer.status, answer.body["mail"], mailing.mails) == (201, "failed", [])
    assert answer.body["secret"].startswith("in_")


def test_a_link_for_an_address_whose_mail_bounces_is_passed_on_by_the_owner(mailing: Background) -> None:
    owner, email = Shop().admin(), f"{secrets.token_hex(6)}@shop.example"
    mailing.suppressed.put(email, "BOUNCE")
    answer = invited(owner, email)
    assert (answer.status, answer.body["mail"], mailing.mails) == (201, "failed", [])
    assert answer.body["secret"].startswith("in_")


def test_in_the_sandbox_of_ses_an_invitation_is_not_mailed() -> None:
    with background(sandbox=True) as work:
        answer = invited(Shop().admin(), f"{secrets.token_hex(6)}@elsewhere.example")
        assert (answer.status, answer.body["mail"], work.mails) == (201, "failed", [])


@pytest.mark.parametrize("missing", ["mail_from", "dashboard_url"])
def test_without_mail_or_the_dashboard_s_address_an_owner_passes_the_link_on(missing: str) -> None:
    with background(**{missing: None}) as work:
        answer = invited(Shop().admin(), f"{secrets.token_hex(6)}@shop.example")
        assert (answer.body["mail"], work.mails) == ("off", [])
        assert requested("maya@shop.example").code == "mail_not_set_up"


def test_a_forgotten_password_is_replaced_with_the_mailed_link(mailing: Background) -> None:
    shop = Shop()
    email = shop.account()
    session = Api(Api().post("/admin/session", {"email": email, "password": PASSWORD}).body["token"])
    assert requested(email.upper()).status == 200
    assert session.get("/admin/sessions").status == 200  # nobody is signed out by a request
    assert Api().post("/admin/session", {"email": email, "password": PASSWORD}).status == 201
    [mail] = mailing.mails
    assert mail["To"] == email
    secret = secret_in(mail, "reset")
    reset = Api().post("/admin/password-reset", {"secret": secret, "password": NEW_PASSWORD})
    assert reset.status == 200
    assert Api().post("/admin/session", {"email": email, "password": NEW_PASSWORD}).status == 201
    assert Api().post("/admin/password-reset", {"secret": secret, "password": PASSWORD}).code == "link_invalid"


def test_a_mailed_link_expires_after_an_hour(mailing: Background) -> None:
    email = Shop().account()
    requested(email)
    secret = secret_in(mailing.mails[0], "reset")
    with patch("chalicelib.accounts.password_changes.now_ms", lambda: time.time_ns() // 1_000_000 + 3_601_000):
        reset = Api().post("/admin/password-reset", {"secret": secret, "password": NEW_PASSWORD})
    assert reset.code == "link_invalid"


def test_a_request_reveals_nothing_about_accounts(mailing: Background) -> None:
    email = Shop().account()
    known, unknown = requested(email), requested("nobody@shop.example")
    mailing.refusals = [(400, "MessageRejected")]
    refused = requested(email)
    with patch.object(admins, "allow_reset", side_effect=RuntimeError("a fault of ours")):
        failed = requested(email)
    answers = {(each.status, each.raw) for each in (known, unknown, refused, failed)}
    assert answers == {(200, "{}")}
    assert [mail["To"] for mail in mailing.mails] == [email]


def test_every_answer_takes_as_long() -> None:
    pauses: list[float] = []
    started = time.monotonic()
    with (
        background(),
        patch.object(forgotten_passwords, "ANSWER_SECONDS", 100),
        patch.object(forgotten_passwords, "time", wraps=time) as clock,
    ):
        clock.sleep = pauses.append
        requested(Shop().account())
        requested("nobody@shop.example")
    spent = time.monotonic() - started
    assert len(pauses) == 2
    assert all(100 - spent <= pause <= 100 for pause in pauses)


def test_an_address_that_asks_too_often_is_refused_whether_or_not_there_are_accounts(mailing: Background) -> None:
    address = f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"
    for _ in range(forgotten_passwords.OF_ADDRESS):
        assert requested(f"{secrets.token_hex(6)}@shop.example", address).status == 200
    refused = requested(Shop().account(), address)
    assert (refused.status, refused.code) == (429, "reset_slowed")
    assert 0 < int(refused.headers["retry-after"]) <= 3600
    assert mailing.mails == []


@pytest.mark.parametrize("exists", [True, False])
def test_an_account_gets_three_mails_an_hour_at_most(mailing: Background, exists: bool) -> None:
    email = Shop().account() if exists else f"{secrets.token_hex(6)}@shop.example"
    answers = [requested(email).status for _ in range(4)]
    assert answers == [200, 200, 200, 429]
    assert len(mailing.mails) == (3 if exists else 0)


def test_a_request_is_in_the_site_s_audit_log(mailing: Background) -> None:
    shop = Shop()
    email = shop.account("Noor", role="agent")
    requested(email)
    entries = shop.admin().get("/admin/audit").body["entries"]
    [entry] = [each for each in entries if each["action"] == "password.reset_requested"]
    assert (entry["actor"], entry["details"]) == ("", {"mail": "sent"})


def test_an_international_domain_is_mailed_in_its_ascii_form(mailing: Background) -> None:
    answer = invited(Shop().admin(), f"{secrets.token_hex(4)}@bücher.example")
    assert answer.body["mail"] == "sent"
    assert str(mailing.mails[0]["To"]).endswith("@xn--bcher-kva.example")
    assert invited(Shop().admin(), f"größe{secrets.token_hex(4)}@shop.example").body["mail"] == "failed"


def speaks(email: str, language: str = "", browser: str = "") -> None:
    admin = admins.get(email)
    assert admin is not None
    assert admins.set_language(admin, language)
    admins.note_browser_language(admin, browser)


def subjects(mailing: Background) -> list[str]:
    return [mail["Subject"] for mail in mailing.mails]


def test_an_invitation_is_in_the_language_of_whoever_invites_or_of_the_account_that_there_is(
    mailing: Background,
) -> None:
    shop, email = Shop(language="pl"), f"{secrets.token_hex(6)}@shop.example"
    inviting = shop.member("Maya", PASSWORD, "owner")
    owner = shop.signed_in(inviting)
    invited(owner, email)
    speaks(inviting.email, language="de")
    invited(owner, email)
    elsewhere = Shop().account("Noor")
    speaks(elsewhere, browser="fr")
    invited(owner, elsewhere)
    assert subjects(mailing) == [
        "Dołącz do zespołu witryny Fern & Kettle",
        "Einladung in das Team von Fern & Kettle",
        "Rejoignez l’équipe de Fern & Kettle",
    ]
    assert "Maya lädt Sie ein, den Besuchern von Fern & Kettle zu antworten." in text_of(mailing.mails[1])
    assert "Wenn Sie nicht wissen, worum es geht" in text_of(mailing.mails[1])


def test_an_owner_s_reset_is_in_the_language_of_the_admin_who_gets_it(mailing: Background) -> None:
    shop = Shop()
    noor = shop.member("Noor", PASSWORD, "agent")
    speaks(noor.email, language="ar")
    assert shop.admin().post(f"/admin/team/{noor.id}/password-reset", {"password": PASSWORD}).status == 201
    [mail] = mailing.mails
    assert mail["Subject"] == "اختيار كلمة مرور جديدة"
    html = mail.get_body(("html",))
    assert html is not None
    assert '<html lang="ar" dir="rtl">' in html.get_content()


@pytest.mark.parametrize(
    ("language", "browser", "subject"),
    [
        ("de", "fr", "Neues Passwort wählen"),
        ("", "fr", "Choisissez un nouveau mot de passe"),
        ("", "", "Scegli una nuova password"),
    ],
)
def test_a_forgotten_password_s_mail_is_in_the_admin_s_language_or_else_in_that_of_the_page(
    mailing: Background, language: str, browser: str, subject: str
) -> None:
    email = Shop(language="pl").account()
    speaks(email, language, browser)
    caller = Api(address=f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1")
    assert caller.post("/admin/password-reset/request", {"email": email}, accept_language="it-IT,it").status == 200
    assert subjects(mailing) == [subject]


def test_a_forgotten_password_s_mail_is_in_the_site_s_language_if_nothing_else_is_known(mailing: Background) -> None:
    assert requested(Shop(language="pl").account()).status == 200
    assert subjects(mailing) == ["Wybierz nowe hasło"]
