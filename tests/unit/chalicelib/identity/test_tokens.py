import base64
import json
from typing import Any

import pytest

from chalicelib.errors import TokenExpired, TokenInvalid
from chalicelib.identity import tokens
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
