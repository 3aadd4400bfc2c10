"""Mails to visitors are in the language of the page on which they gave the address."""

import re

from chalicelib.chat import personal_data
from chalicelib.storage import conversations
from tests.api_client import Api
from tests.integration.background import Background
from tests.integration.notify.answered import EMAIL, Answered, html, plain

STOP = re.compile(r"/chatbot/unsubscribe/\S+")


def test_an_answer_is_in_the_language_of_the_page_and_so_is_the_page_that_ends_the_mails(work: Background) -> None:
    scene = Answered(work, None)
    assert scene.leave(EMAIL, language="de-AT").status == 200
    scene.answer("Ja, drei Stück.", after=1)
    (mail,) = scene.minutes(3)
    assert str(mail["Subject"]).startswith("Eine Antwort von ")
    assert "Unterhaltung öffnen" in plain(mail)
    assert '<html lang="de" dir="ltr">' in html(mail)

    found = STOP.search(plain(mail))
    assert found
    assert found[0] in str(mail["List-Unsubscribe"])
    visitor = Api(origin=None)
    asked = visitor.get(found[0])
    assert (asked.status, "Diese E-Mails abbestellen" in asked.body) == (200, True)
    form = "application/x-www-form-urlencoded"
    stopped = visitor.post(found[0], b"List-Unsubscribe=One-Click", content_type=form)
    assert 'lang="de"' in stopped.body
    assert scene.contact()["state"] == "unsubscribed"


def test_the_contact_of_a_first_message_has_a_language_too(work: Background) -> None:
    scene = Answered(work, None)
    visitor = scene.shop.visitor()
    contact = {"name": "Ana", "email": EMAIL, "language": "fr"}
    assert visitor.send("Vous livrez en Corse ?", contact=contact).status == 201
    row = conversations.get(visitor.conversation_id)
    assert row
    assert (row.contact_email, row.contact_language) == (EMAIL, "fr")


def test_without_a_language_or_with_one_that_has_no_translation_it_is_the_sites(work: Background) -> None:
    scene = Answered(work, None, language="it")
    assert scene.leave(EMAIL, language="eo").status == 200
    scene.answer("Sì, tre.", after=1)
    (mail,) = scene.minutes(3)
    assert str(mail["Subject"]).startswith("Una risposta da ")


def test_an_address_that_an_admin_corrects_keeps_the_language(work: Background) -> None:
    scene = Answered(work, None)
    scene.leave("anna@home.example", language="de")
    corrected = scene.admin.post(f"/admin/chatbot/{scene.id}/contact", {"email": EMAIL, "name": "Ana"})
    assert corrected.status == 200
    row = conversations.get(scene.id)
    assert row
    assert (row.contact_email, row.contact_language) == (EMAIL, "de")


def test_an_erased_conversation_has_no_language(work: Background) -> None:
    scene = Answered(work, None)
    scene.leave(EMAIL, language="de")
    row = conversations.get(scene.id)
    assert row
    assert row.contact_language == "de"
    assert personal_data.emptied_of(row).contact_language == ""
