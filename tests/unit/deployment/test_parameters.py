"""A stage's parameters in SSM Parameter Store."""

from deployment import parameters
from deployment.account import Account
from deployment.stage import Stage


def value(account: Account, stage: Stage) -> str:
    name = stage.parameter("signing-key")
    return str(account.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"])


def test_the_signing_key_is_created_once_and_never_replaced(account: Account, stage: Stage) -> None:
    assert parameters.ensure_signing_key(account, stage)
    created = value(account, stage)
    assert len(created) >= 32
    assert not parameters.ensure_signing_key(account, stage)
    assert value(account, stage) == created


def test_the_signing_key_is_stored_encrypted(account: Account, stage: Stage) -> None:
    parameters.ensure_signing_key(account, stage)
    found = account.client("ssm").describe_parameters()["Parameters"]
    assert [each["Type"] for each in found] == ["SecureString"]


def test_an_unchanged_value_is_not_written_again(account: Account, stage: Stage) -> None:
    assert parameters.read(account, stage, "addresses") is None
    assert parameters.write(account, stage, "addresses", {"api": "https://one"})
    assert not parameters.write(account, stage, "addresses", {"api": "https://one"})
    assert parameters.write(account, stage, "addresses", {"api": "https://two"})
    assert parameters.read(account, stage, "addresses") == {"api": "https://two"}


def test_deleting_returns_the_parameters_that_existed(account: Account, stage: Stage) -> None:
    parameters.write(account, stage, "chalice", {})
    assert parameters.delete(account, stage, "addresses", "chalice") == ["/porchlight/prod/chalice"]
