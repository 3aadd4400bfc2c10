"""A push service, a deployment's key, and an admin whose browser is subscribed."""

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from chalicelib.config import config
from chalicelib.notify.push import vapid
from tests.integration.notify.push.desk import Desk
from tests.push_service import PushService, new_key, push_service


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


UseKey = Callable[[], str]


@pytest.fixture
def use_new_key(monkeypatch: pytest.MonkeyPatch) -> UseKey:
    """Gives the deployment a new key, and returns its public key. The server may send to this machine."""

    def use() -> str:
        key = vapid.parse(new_key())
        settings = dataclasses.replace(config(), push_public_key=key.public, private_targets=True)
        for module in (
            "chalicelib.accounts.push",
            "chalicelib.api.fields",
            "chalicelib.api.session",
            "chalicelib.notify.outbound",
        ):
            monkeypatch.setattr(f"{module}.config", lambda: settings)
        monkeypatch.setattr(vapid, "current", lambda: key)
        return key.public

    return use


@pytest.fixture
def key(use_new_key: UseKey) -> str:
    return use_new_key()


@pytest.fixture
def desk(key: str, service: PushService) -> Desk:
    return Desk(service, key)
