"""Whatever the server sends to an admin is in a language that the admin reads."""

import dataclasses
from collections.abc import Callable

import pytest

from chalicelib.mail import Mail
from chalicelib.mail_texts import LANGUAGES_OF_ADMINS, admin_texts_for
from chalicelib.model import VISITOR_NAME, Site, now_ms
from chalicelib.model.accounts import Admin
from chalicelib.model.event_webhooks import EventWebhook
from chalicelib.notify import alert as alert_of
from chalicelib.notify import alert_mail
from chalicelib.notify.alert import Alert
from chalicelib.notify.event_webhooks import owner_mail
from chalicelib.notify.webhooks import notice

pytestmark = pytest.mark.usefixtures("dashboard")

SITE = Site("default", "Fern & Kettle", "pl_default_1", ("https://shop.example",), "Hello!")
MAYA = Admin("a_1", "maya@shop.example", "Maya", {"default": "owner"}, "")
WEBHOOK = EventWebhook("ew_1", "https://hooks.example/x", (), "whsec_of_a_test", 0)
TRANSLATED = sorted(LANGUAGES_OF_ADMINS - {"en"})

WAITING = Alert("alert/c_1/0", SITE, "c_1", "Ada", "Ok", now_ms() - 360_500, 3)
MENTION = dataclasses.replace(WAITING, id="mention/c_1/1", preview="", messages=0, mentioned_by="Noor")
DIGEST = alert_of.digest("alerts/a_1/1", [WAITING, dataclasses.replace(WAITING, id="alert/c_2/0")])

MAILS: dict[str, Callable[[Admin], Mail]] = {
    "a visitor waits": lambda admin: alert_mail.compose(SITE, admin, WAITING),
    "several visitors wait": lambda admin: alert_mail.compose(SITE, admin, DIGEST),
    "a colleague mentions the admin": lambda admin: alert_mail.compose(SITE, admin, MENTION),
    "a webhook fails": lambda admin: owner_mail.compose(SITE, admin, WEBHOOK, "failing"),
    "a webhook wants nothing more": lambda admin: owner_mail.compose(SITE, admin, WEBHOOK, "gone"),
}


def reads(language: str) -> Admin:
    return dataclasses.replace(MAYA, language=language)


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_has_no_english_line_in_another_language(kind: str, language: str) -> None:
    mail, english = MAILS[kind](reads(language)), MAILS[kind](MAYA)
    assert mail.subject != english.subject
    quoted = {"> Ok", "Ada:", "--", "", "https://pages.example/admin/#/c/c_1", "https://pages.example/admin/#/c/c_2"}
    assert set(mail.text.splitlines()) & set(english.text.splitlines()) <= quoted
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in mail.html
    assert "{" not in mail.text + mail.subject


def test_a_german_alert_has_german_plural_forms_and_the_visitor_s_own_words() -> None:
    mail = alert_mail.compose(SITE, reads("de-AT"), WAITING)
    assert mail.subject == "Ada wartet – Fern & Kettle"
    assert "3 Nachrichten sind seit 6 Minuten ungelesen.\n\n> Ok\n" in mail.text


def test_a_visitor_without_a_name_is_called_one_in_the_admin_s_language() -> None:
    nameless = dataclasses.replace(WAITING, visitor_name=VISITOR_NAME)
    assert nameless.title(admin_texts_for("de")) == "Besucher wartet"
    digest = alert_of.digest("alerts/a_1/1", [nameless, WAITING])
    assert "Besucher:\n> Ok" in alert_mail.compose(SITE, reads("de"), digest).text


@pytest.mark.parametrize("language", sorted(LANGUAGES_OF_ADMINS))
def test_a_mention_in_a_conversation_of_a_visitor_without_a_name_is_a_sentence(language: str) -> None:
    nameless = dataclasses.replace(MENTION, visitor_name=VISITOR_NAME)
    texts = admin_texts_for(language)
    assert nameless.title(texts) == texts.say("mentioned_about_visitor", name="Noor")
    assert "Noor" in nameless.title(texts)


def test_the_chosen_language_comes_before_the_browser_s_and_that_before_the_site_s() -> None:
    site = dataclasses.replace(SITE, language="pl")

    def subject(admin: Admin) -> str:
        return alert_mail.compose(site, admin, WAITING).subject

    assert subject(dataclasses.replace(MAYA, language="fr", browser_language="de")).startswith("Ada attend")
    assert subject(dataclasses.replace(MAYA, browser_language="de")).startswith("Ada wartet")
    assert subject(MAYA).startswith("Ada czeka")
    assert subject(reads("sv")).startswith("Ada czeka")
    assert alert_mail.compose(SITE, reads("sv"), WAITING).subject == "Ada is waiting on Fern & Kettle"


def test_a_post_to_a_webhook_of_the_site_is_in_the_site_s_language() -> None:
    site = dataclasses.replace(SITE, language="es")
    posted = notice.of_alert(dataclasses.replace(WAITING, site=site))
    assert (posted.title, posted.facts) == ("Ada está esperando", "3 mensajes sin leer · Fern & Kettle")
    assert posted.open == "Abrir la conversación"
    assert notice.of_test(site, "1").title == "Mensaje de prueba de Porchlight"
