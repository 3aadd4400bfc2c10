"""What a stage remembers in SSM Parameter Store."""

from deployment import parameters
from deployment.account import Account
from deployment.stage import Stage


def value(account: Account, stage: Stage) -> str:
    name = stage.parameter("signing-key")
    return str(account.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"])


def test_the_signing_key_is_made_once_and_never_replaced(account: Account, stage: Stage) -> None:
    assert parameters.ensure_signing_key(account, stage)
    made = value(account, stage)
    assert len(made) >= 32
    assert not parameters.ensure_signing_key(account, stage)
    assert value(account, stage) == made


def test_the_signing_key_is_kept_as_a_secret(account: Account, stage: Stage) -> None:
    parameters.ensure_signing_key(account, stage)
    found = account.client("ssm").describe_parameters()["Parameters"]
    assert [each["Type"] for each in found] == ["SecureString"]


def test_what_is_remembered_already_is_not_written_again(account: Account, stage: Stage) -> None:
    assert parameters.read(account, stage, "addresses") is None
    assert parameters.write(account, stage, "addresses", {"api": "https://one"})
    assert not parameters.write(account, stage, "addresses", {"api": "https://one"})
    assert parameters.write(account, stage, "addresses", {"api": "https://two"})
    assert parameters.read(account, stage, "addresses") == {"api": "https://two"}


def test_deleting_tells_what_there_was(account: Account, stage: Stage) -> None:
    parameters.write(account, stage, "chalice", {})
    assert parameters.delete(account, stage, "addresses", "chalice") == ["/porchlight/prod/chalice"]
