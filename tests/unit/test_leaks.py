"""The search for secrets in logs and answers finds them."""

import secrets
from collections.abc import Iterator

import pytest

import app
from chalicelib import logs
from chalicelib.accounts.passwords import hash_password
from chalicelib.identity import tokens
from chalicelib.identity.keys import keys
from chalicelib.model import VisitorCaller
from tests import leaks
from tests.contract import conformance
from tests.leaks import Watch

VISITOR = VisitorCaller(site_id="default", visitor_id="v_1", conversation_id="c_1")


@pytest.fixture
def watch() -> Iterator[Watch]:
    watching = Watch()
    logs.logger.addHandler(watching)
    yield watching
    logs.logger.removeHandler(watching)


SECRETS = {
    "a token": lambda: tokens.issue_visitor(VISITOR)[0],
    "half a token": lambda: tokens.issue_visitor(VISITOR)[0].rpartition(".")[0],
    "a ticket": lambda: f"ticket.a1B{secrets.token_urlsafe(24)}",
    "the secret of a link": lambda: f"a1B{secrets.token_urlsafe(32)}",
    "a signing key": lambda: keys().current().secret,
    "a password": lambda: "correct horse battery staple",
    "a password's hash": lambda: hash_password("correct horse battery staple"),
}


@pytest.mark.parametrize("what", SECRETS)
def test_a_secret_in_a_log_line_is_found_in_every_field(watch: Watch, what: str) -> None:
    logs.info("request", note=["before", {"deep": f"x {SECRETS[what]()} y"}])
    try:
        raise ValueError(SECRETS[what]())
    except ValueError:
        logs.error("handler_failed")
    assert len({leak.partition(" in the line ")[2].partition(":")[0] for leak in watch.leaks}) == 2


def test_an_e_mail_address_may_be_in_an_answer_and_not_in_the_log(watch: Watch) -> None:
    logs.info("request", note="who: ada.lind+shop@mail.shop.example, today")
    assert [leak.partition(" in the line ")[0] for leak in watch.leaks] == ["an e-mail address"]
    assert not leaks.in_answer({"admin": {"email": "ada.lind@shop.example"}})


@pytest.mark.parametrize("what", SECRETS)
def test_a_secret_in_an_answer_is_found_unless_its_field_returns_secrets(what: str) -> None:
    assert leaks.in_answer({"error": {"code": "x", "field": SECRETS[what]()}})
    assert leaks.in_answer({"list": [{"key": SECRETS[what]()}]})
    assert leaks.in_answer({SECRETS[what](): 1})
    assert not leaks.in_answer({"token": SECRETS[what]()})


@pytest.mark.parametrize("what", SECRETS)
def test_a_secret_in_a_refusal_is_found_in_every_field(what: str) -> None:
    for name in ("message", "field", "token"):
        assert leaks.in_refusal({"error": {"code": "x", name: f"Input {SECRETS[what]()} is not valid"}})
    assert not leaks.in_refusal({"error": {"code": "field_unknown", "message": "Only these are known here: id."}})


def test_a_call_whose_refusal_repeats_the_token_of_its_body_fails_its_test() -> None:
    assert app.app.routes  # all calls are registered
    error = {"code": "id_invalid", "message": f"The value {SECRETS['a token']()} is not valid.", "field": "id"}
    with pytest.raises(AssertionError, match=r"contains a secret: .'a signed token'"):
        conformance.check_answer("POST", "/chatbot/mark-read", 400, {"error": error})


def test_texts_that_are_no_secrets_are_ignored(watch: Watch) -> None:
    logs.info("request", request_id="31b131b1-1887-4c9e-bcd5-a05bc2ac4e5a", route="/admin/chatbot/{conversation_id}")
    logs.info("socket", connection_id="QmFzZTY0IGlkIQE=", code=None, ms=1.5)
    assert watch.leaks == []
    assert not leaks.in_answer({"conversation_id": "c_5hXb0mJt2QyVwR8s", "id": "a_9kQ2vLx7aB1z", "last_id": 5})
