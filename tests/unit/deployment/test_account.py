"""The account of the credentials, and the supported Python versions."""

import sys

import pytest
from botocore.exceptions import NoCredentialsError

from deployment import account as accounts
from devtools.console import Problem


def test_missing_credentials_are_reported_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def client(*arguments: object, **options: object) -> None:
        raise NoCredentialsError()

    monkeypatch.setattr(accounts.boto3, "client", client)
    with pytest.raises(Problem, match="aws configure"):
        accounts.current_account("eu-central-1")


def test_a_missing_region_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nowhere")
    with pytest.raises(Problem, match="--region"):
        accounts.current_account(None)


@pytest.mark.parametrize("version", [(3, 9, 1), (3, 15, 0)])
def test_a_python_version_that_lambda_does_not_support_is_rejected(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(Problem, match="Lambda runs Python"):
        accounts.check_python()
