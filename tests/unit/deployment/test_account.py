"""Who deploys, and with what."""

import sys

import pytest
from botocore.exceptions import NoCredentialsError

from deployment import account as accounts
from devtools.console import Problem


def test_missing_credentials_are_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def client(*arguments: object, **options: object) -> None:
        raise NoCredentialsError()

    monkeypatch.setattr(accounts.boto3, "client", client)
    with pytest.raises(Problem, match="aws configure"):
        accounts.enter("eu-central-1")


def test_without_a_region_nothing_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    with pytest.raises(Problem, match="--region"):
        accounts.enter(None)


@pytest.mark.parametrize("version", [(3, 9, 1), (3, 15, 0)])
def test_a_python_that_lambda_has_not_is_refused(version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(Problem, match="Lambda runs Python"):
        accounts.check_python()
