import base64
import json
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.errors import TokenExpired, TokenInvalid
from chalicelib.identity import tokens
from chalicelib.identity.key_ring import Key, Ring
from chalicelib.model import AdminCaller, VisitorCaller
from chalicelib.model.accounts import Admin, AdminSession
from tests.tokens import claims_of, signed

VISITOR = VisitorCaller(site_id="default", visitor_id="v_1", conversation_id="c_1")
ADMIN = Admin(id="a_1", email="a@b.example", name="Maya", sites={"default": "owner"}, password_hash="")
SESSION = AdminSession(
    admin_id="a_1",
    id="s_1",
    site_id="default",
    sites={"default": "owner"},
    email="a@b.example",
    generation=0,
    secret_hash="0123456789abcdef and so on",
    previous_hash="",
    salt="",
    rotated_at=0,
    agent="",
    address="",
    created_at=0,
    used_at=0,
    expires_at=0,
)


def claims(**changes: Any) -> dict[str, Any]:
    token, _ = tokens.issue_visitor(VISITOR)
    return {**claims_of(token), **changes}


def test_a_visitor_token_stands_for_that_visitor() -> None:
    token, _ = tokens.issue_visitor(VISITOR)
    assert tokens.verify_visitor(token) == VISITOR


def test_an_admin_token_stands_for_that_admin() -> None:
    token, _ = tokens.issue_admin(ADMIN, SESSION)
    caller = AdminCaller("default", "a_1", "Maya", "s_1", account_role="owner", refresh_mark="0123456789abcdef")
    assert tokens.verify_admin(token) == caller


def test_a_visitor_token_is_refused_as_an_admin_token_and_the_reverse() -> None:
    with pytest.raises(TokenInvalid):
        tokens.verify_admin(tokens.issue_visitor(VISITOR)[0])
    with pytest.raises(TokenInvalid):
        tokens.verify_visitor(tokens.issue_admin(ADMIN, SESSION)[0])


def test_an_expired_token_is_reported_as_expired() -> None:
    with pytest.raises(TokenExpired):
        tokens.verify_visitor(signed(claims(exp=1)))


def test_a_token_signed_with_another_key_is_refused() -> None:
    with pytest.raises(TokenInvalid):
        tokens.verify_visitor(signed(claims(), "another key that is long enough to sign"))


def test_a_token_without_a_signature_is_refused() -> None:
    parts = [{"alg": "none", "typ": "JWT"}, claims()]
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    with pytest.raises(TokenInvalid):
        tokens.verify_visitor(".".join([*encoded, ""]))


@pytest.mark.parametrize("claim", ["exp", "iat", "sub", "aud", "iss", "site", "conv"])
def test_a_token_that_lacks_a_claim_is_refused(claim: str) -> None:
    incomplete = {name: value for name, value in claims().items() if name != claim}
    with pytest.raises(TokenInvalid):
        tokens.verify_visitor(signed(incomplete))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é", "\ud800", "." * 5000])
def test_a_text_that_is_not_a_token_is_refused(token: str) -> None:
    with pytest.raises(TokenInvalid):
        tokens.verify_visitor(token)


class Checks:
    """How often a signature was checked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        decode = tokens.jwt.decode

        def counted(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            return decode(*arguments, **named)

        monkeypatch.setattr(tokens.jwt, "decode", counted)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    tokens.known.clear()  # tokens that were issued in the same second are equal
    return Checks(monkeypatch)


def test_a_signature_is_checked_once_in_some_minutes(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    token, _ = tokens.issue_visitor(VISITOR)
    assert [tokens.verify_visitor(token) for _ in range(3)] == [VISITOR] * 3
    assert checks.count == 1
    monkeypatch.setattr(tokens, "RECENT_SECONDS", 0.0)
    assert tokens.verify_visitor(token) == VISITOR
    assert checks.count == 2


def test_a_remembered_token_expires_on_time(checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    token, expires_at = tokens.issue_visitor(VISITOR)
    tokens.verify_visitor(token)
    monkeypatch.setattr(tokens.time, "time", lambda: expires_at / 1000 - 1)
    tokens.verify_visitor(token)
    assert checks.count == 1
    monkeypatch.setattr(tokens.time, "time", lambda: expires_at / 1000)
    tokens.verify_visitor(token)  # its signature is checked again: the checker's own clock says that it is valid
    assert checks.count == 2


def test_a_remembered_token_ends_with_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    token, _ = tokens.issue_visitor(VISITOR)
    tokens.verify_visitor(token)
    other = Ring(Key("another key that is long enough to sign"))
    monkeypatch.setattr(tokens, "keys", lambda: SimpleNamespace(find=other.find))
    with pytest.raises(TokenInvalid):
        tokens.verify_visitor(token)


def test_a_remembered_visitor_token_is_no_admin_token() -> None:
    token, _ = tokens.issue_visitor(VISITOR)
    tokens.verify_visitor(token)
    with pytest.raises(TokenInvalid):
        tokens.verify_admin(token)


def test_a_token_that_resembles_a_remembered_one_is_checked(checks: Checks) -> None:
    token, _ = tokens.issue_visitor(VISITOR)
    tokens.verify_visitor(token)
    head, payload, signature = token.split(".")
    forged = base64.urlsafe_b64decode(payload + "==").replace(b'"v_1"', b'"v_2"')
    other = f"{head}.{base64.urlsafe_b64encode(forged).decode().rstrip('=')}.{signature}"
    for _ in range(2):
        with pytest.raises(TokenInvalid):
            tokens.verify_visitor(other)
    assert checks.count == 3


def test_invalid_tokens_take_no_room() -> None:
    before = len(tokens.known.entries)
    for text in ("", "a.b.c", signed(claims(exp=1)), signed(claims(), "another key that is long enough to sign")):
        with pytest.raises((TokenInvalid, TokenExpired)):
            tokens.verify_visitor(text)
    assert len(tokens.known.entries) == before


def test_the_memory_has_a_limit_and_no_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens.known, "most", 3)
    issued = [tokens.issue_visitor(replace(VISITOR, visitor_id=f"v_{number}"))[0] for number in range(5)]
    for token in issued:
        tokens.verify_visitor(token)
    assert len(tokens.known.entries) == 3
    assert not any(token in repr(tokens.known.entries) for token in issued)
