"""A stage's parameters in SSM Parameter Store."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

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


def push_key(account: Account, stage: Stage) -> str:
    name = stage.parameter("push-key")
    return str(account.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"])


def test_the_push_key_is_created_once_encrypted_and_never_replaced(account: Account, stage: Stage) -> None:
    assert parameters.ensure_push_key(account, stage)
    created = push_key(account, stage)
    assert not parameters.ensure_push_key(account, stage)
    assert push_key(account, stage) == created
    (found,) = account.client("ssm").describe_parameters()["Parameters"]
    assert (found["Name"], found["Type"]) == ("/porchlight/prod/push-key", "SecureString")


def test_the_public_part_of_the_push_key_verifies_its_signatures(account: Account, stage: Stage) -> None:
    parameters.ensure_push_key(account, stage)
    private = load_pem_private_key(push_key(account, stage).encode(), password=None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    public = parameters.push_public_key(account, stage)
    point = base64.urlsafe_b64decode(public + "=")
    assert (len(public), point[0], len(point)) == (87, 4, 65)  # the uncompressed form of a P-256 point
    signature = private.sign(b"aud", ec.ECDSA(SHA256()))
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point).verify(signature, b"aud", ec.ECDSA(SHA256()))


def other_curve() -> str:
    key = ec.generate_private_key(ec.SECP384R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.mark.parametrize("text", ["", "no key", other_curve()], ids=["nothing", "no key", "another curve"])
def test_what_is_no_p256_key_has_no_public_part(text: str) -> None:
    with pytest.raises(ValueError, match=r"key|PEM|MalformedFraming"):
        parameters.public_part(text)
