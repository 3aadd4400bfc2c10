"""An AWS account simulated by moto."""

from collections.abc import Iterator
from functools import cache
from unittest.mock import patch

import pytest
from botocore.loaders import JSONFileLoader
from moto import mock_aws

from deployment.account import Account
from deployment.stage import Stage
from tests.unit.deployment import message_stream


@pytest.fixture(scope="session", autouse=True)
def service_models_are_read_once() -> Iterator[None]:
    """Each client has a session of its own, which would read and parse the model of its service again."""
    read = cache(JSONFileLoader().load_file)
    with patch.object(JSONFileLoader, "load_file", lambda _, path: read(path)):
        yield


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield Account("123456789012", "arn:aws:iam::123456789012:user/maya", "us-east-1")


@pytest.fixture
def stage() -> Stage:
    return Stage("prod", "us-east-1")


@pytest.fixture
def deployed(account: Account, stage: Stage) -> Account:
    """The account with what the stream of messages needs: see tests/unit/deployment/message_stream.py."""
    message_stream.create(account, stage)
    return account
