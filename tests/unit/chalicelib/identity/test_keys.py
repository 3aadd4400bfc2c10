import dataclasses
import json
from pathlib import Path

import jwt
import pytest

from chalicelib.config import config
from chalicelib.errors import TokenInvalid
from chalicelib.identity import keys as keys_module
from chalicelib.identity import tokens
from chalicelib.identity.key_ring import SigningKeyMissing
from chalicelib.identity.keys import OLD_SECONDS, PAUSE_SECONDS, Keys, from_parameter_store
from chalicelib.model import VisitorCaller
from tests.metrics import counting
from tests.tokens import claims_of, signed

OLD, NEW, UNKNOWN = "o" * 40, "n" * 40, "000000000000"
NAME = "/porchlight/test/signing-key"
VISITOR = VisitorCaller(site_id="default", visitor_id="v_1", conversation_id="c_1")


class Store:
    """A parameter store, a clock, and the keys of one process."""

    def __init__(self) -> None:
        self.parameters: dict[str, str] = {}
        self.now = 1000.0
        self.readings = 0
        self.keys = Keys(self.read, lambda: self.now)

    def read(self) -> str:
        self.readings += 1
        return from_parameter_store(NAME)

    def secret(self, name: str) -> str:
        if name not in self.parameters:
            raise LookupError("ParameterNotFound: the parameter was not found")
        return self.parameters[name]

    def holds(self, text: str) -> None:
        self.parameters[NAME] = text

    def rotate(self) -> None:
        self.holds(json.dumps({"current": NEW, "accepted": [OLD]}))


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    played = Store()
    played.holds(OLD)
    monkeypatch.setattr(keys_module.parameters, "secret", played.secret)
    monkeypatch.setattr(tokens, "keys", lambda: played.keys)
    return played


def test_the_keys_are_read_from_a_secure_parameter_once(store: Store) -> None:
    assert [store.keys.current().secret for _ in range(3)] == [OLD] * 3
    assert store.readings == 1


def test_every_token_names_its_key(store: Store) -> None:
    token, _ = tokens.issue_visitor(VISITOR)
    assert jwt.get_unverified_header(token)["kid"] == store.keys.current().id


def test_a_token_from_before_a_rotation_is_accepted_after_it(store: Store) -> None:
    earlier, _ = tokens.issue_visitor(VISITOR)
    store.rotate()
    store.now += OLD_SECONDS
    assert store.keys.current().secret == NEW
    assert tokens.verify_visitor(earlier) == VISITOR


def test_a_token_with_a_new_key_is_accepted_by_a_process_that_has_not_read_the_key_yet(store: Store) -> None:
    store.keys.current()
    store.rotate()
    other = Keys(store.read, lambda: store.now)
    store.now += PAUSE_SECONDS
    assert store.keys.find(other.current().id) == other.current()
    assert store.keys.current().secret == NEW


def test_a_removed_key_stops_working_within_minutes_even_if_no_token_names_another(store: Store) -> None:
    stolen, _ = tokens.issue_visitor(VISITOR)
    store.holds(NEW)
    assert tokens.verify_visitor(stolen) == VISITOR
    store.now += OLD_SECONDS
    with pytest.raises(TokenInvalid):
        tokens.verify_visitor(stolen)


def test_unknown_keys_cause_few_reads_however_many_tokens_name_them(store: Store) -> None:
    store.keys.current()
    for _ in range(100):
        assert store.keys.find(UNKNOWN) is None
    assert store.readings == 1
    store.now += PAUSE_SECONDS
    for _ in range(100):
        assert store.keys.find(UNKNOWN) is None
    assert store.readings == 2


@pytest.mark.parametrize("broken", ["short", "{", None])
def test_keys_that_cannot_be_read_again_stay_in_use_and_are_not_read_at_once(store: Store, broken: str | None) -> None:
    store.keys.current()
    if broken is None:
        del store.parameters[NAME]
    else:
        store.holds(broken)
    store.now += OLD_SECONDS
    for _ in range(10):
        assert store.keys.current().secret == OLD
        assert store.keys.find(UNKNOWN) is None
    assert store.readings == 2


def test_keys_that_cannot_be_read_are_counted_the_first_time_and_later(store: Store) -> None:
    del store.parameters[NAME]
    with counting() as counted:
        with pytest.raises(Exception, match="not found"):
            store.keys.current()
        assert counted()["KeysNotRead"] == 1
    store.holds(OLD)
    store.keys.current()
    store.holds("{")
    store.now += OLD_SECONDS
    with counting() as counted:
        store.keys.current()
        assert counted()["KeysNotRead"] == 1


@pytest.mark.parametrize("kid", [None, "", UNKNOWN, "../../etc/passwd"])
def test_a_token_that_names_an_unknown_key_is_refused_even_if_a_known_key_signed_it(kid: str | None) -> None:
    claims = claims_of(tokens.issue_visitor(VISITOR)[0])
    assert tokens.verify_visitor(signed(claims)) == VISITOR
    with pytest.raises(TokenInvalid):
        tokens.verify_visitor(signed(claims, kid=kid))


def test_a_token_signed_with_another_key_than_it_names_is_refused(store: Store) -> None:
    store.rotate()
    ring = store.keys.fresh(0)
    claims = claims_of(tokens.issue_visitor(VISITOR)[0])
    with pytest.raises(TokenInvalid):
        tokens.verify_visitor(signed(claims, OLD, kid=ring.current.id))


def test_a_deployment_without_a_key_raises_an_error() -> None:
    with pytest.raises(SigningKeyMissing):
        from_parameter_store(None)


def test_locally_the_keys_are_in_a_file_that_may_be_rotated_while_the_server_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "signing-key"
    file.write_text(OLD)
    own = dataclasses.replace(config(), signing_key_file=str(file))
    monkeypatch.setattr(keys_module, "config", lambda: own)
    local = Keys(keys_module.text_of_ring, lambda: 0.0)
    assert local.current().secret == OLD
    file.write_text(json.dumps({"current": NEW, "accepted": [OLD]}))
    assert local.fresh(0).current.secret == NEW
