import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from chalicelib.notify.push import vapid
from chalicelib.notify.push.encryption import decoded
from tests.push_service import new_key, verified

ENDPOINT = "https://updates.push.example/wpush/v2/gAAAA?a=b"


def test_the_header_has_a_token_that_the_public_key_verifies() -> None:
    key = vapid.parse(new_key())
    header = key.authorization(ENDPOINT, "mailto:maya@shop.example", now=1_000_000)
    assert verified(header, ENDPOINT, now=1_000_000) == key.public
    token = header.partition("t=")[2].partition(",")[0]
    head, claims, signature = token.split(".")
    assert json.loads(decoded(head)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(decoded(claims)) == {
        "aud": "https://updates.push.example",
        "exp": 1_000_000 + 12 * 3600,
        "sub": "mailto:maya@shop.example",
    }
    assert len(decoded(signature)) == 64


def test_a_changed_token_is_not_verified() -> None:
    key = vapid.parse(new_key())
    header = key.authorization(ENDPOINT, "mailto:maya@shop.example")
    other = vapid.parse(new_key())
    with pytest.raises(InvalidSignature):
        verified(header.replace(key.public, other.public), ENDPOINT)


def test_a_token_for_another_push_service_or_an_old_one_is_not_accepted() -> None:
    header = vapid.parse(new_key()).authorization(ENDPOINT, "mailto:maya@shop.example", now=1_000_000)
    with pytest.raises(AssertionError):
        verified(header, "https://fcm.example/send/x", now=1_000_000)
    with pytest.raises(AssertionError):
        verified(header, ENDPOINT, now=1_000_000 + 13 * 3600)


def test_the_numbers_of_a_signature_have_their_full_length_even_when_they_are_small() -> None:
    """About every 128th signature has a number that begins with a zero byte."""
    key = vapid.parse(new_key())
    for number in range(600):
        header = key.authorization(ENDPOINT, f"mailto:{number}@shop.example")
        assert len(decoded(header.partition("t=")[2].partition(",")[0].rpartition(".")[2])) == 64


@pytest.mark.parametrize(
    ("pem", "message"),
    [
        ("", "PEM"),
        ("not a key", "PEM"),
        (
            ed25519.Ed25519PrivateKey.generate()
            .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            .decode(),
            "P-256",
        ),
        (
            ec.generate_private_key(ec.SECP384R1())
            .private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            .decode(),
            "P-256",
        ),
    ],
)
def test_another_kind_of_key_is_refused(pem: str, message: str) -> None:
    with pytest.raises(vapid.PushKeyInvalid, match=message):
        vapid.parse(pem)


def test_the_example_of_the_rfc_is_verified() -> None:
    """RFC 8292, section 2.4, verified as the push service of the tests does it."""
    key = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"
    token = (
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6"
        "Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvo"
        "D1oA"
    )
    header = f"vapid t={token}, k={key}"
    assert verified(header, "https://push.example.net/push/x", now=1_453_480_000) == key


def test_without_a_file_or_a_parameter_there_is_no_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from chalicelib.config import from_environment

    monkeypatch.setattr(vapid, "config", lambda: from_environment({}))
    with pytest.raises(vapid.PushKeyInvalid, match="PORCHLIGHT_PUSH_KEY_PARAMETER"):
        vapid.text()
    file = tmp_path / "push-key"
    file.write_text(new_key(), encoding="ascii")
    monkeypatch.setattr(vapid, "config", lambda: from_environment({"PORCHLIGHT_PUSH_KEY_FILE": str(file)}))
    assert vapid.parse(vapid.text()).public
