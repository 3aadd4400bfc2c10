"""Which keys sign requests: those that botocore would find."""

from typing import Any

import pytest
from botocore.session import Session

from chalicelib import aws
from chalicelib.aws import credentials

KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token"}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*KEYS, "AWS_CREDENTIAL_EXPIRATION"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("names", [[*KEYS], [*KEYS][:2]])
def test_the_environments_keys_are_those_that_botocore_finds(monkeypatch: pytest.MonkeyPatch, names: list[str]) -> None:
    for name in names:
        monkeypatch.setenv(name, KEYS[name])
    monkeypatch.setattr(aws, "session", lambda: pytest.fail("made a session"))
    found: Any = credentials.current()
    theirs = Session().get_credentials().get_frozen_credentials()
    assert (found.access_key, found.secret_key, found.token) == (theirs.access_key, theirs.secret_key, theirs.token)


def test_keys_that_change_are_used_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for secret in ("first", "second"):
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
        found = credentials.current()
        assert found
        assert found.secret_key == secret


@pytest.mark.parametrize("missing", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "expiring"])
def test_botocore_looks_for_keys_that_the_environment_has_not_or_that_expire(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    class Played:
        def get_credentials(self) -> None:
            return None

    for name in set(KEYS) - {missing}:
        monkeypatch.setenv(name, KEYS[name])
    if missing == "expiring":
        monkeypatch.setenv("AWS_CREDENTIAL_EXPIRATION", "2026-11-28T04:00:00Z")
    monkeypatch.setattr(aws, "session", Played)
    assert credentials.current() is None
