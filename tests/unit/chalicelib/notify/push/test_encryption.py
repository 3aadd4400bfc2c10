"""Against the example of RFC 8291, section 5 and appendix A."""

import secrets

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.model.accounts import PushSubscription
from chalicelib.notify.push.encryption import MOST_BYTES, decoded, encoded, encrypt

PLAINTEXT = b"When I grow up, I want to be a watermelon"
SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
RECEIVER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
RECEIVER_PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
    "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
BROWSER = PushSubscription("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", RECEIVER_PUBLIC, AUTH)


def private(text: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(decoded(text), "big"), ec.SECP256R1())


def opened(body: bytes) -> bytes:
    content: bytes = http_ece.decrypt(body, private_key=private(RECEIVER_PRIVATE), auth_secret=decoded(AUTH))
    return content


def test_the_example_of_the_rfc_is_encrypted_to_its_body() -> None:
    assert encoded(encrypt(PLAINTEXT, BROWSER, private(SENDER_PRIVATE), decoded(SALT))) == BODY


def test_each_body_has_a_key_and_a_salt_of_its_own_and_the_browser_reads_it() -> None:
    bodies = [encrypt(PLAINTEXT, BROWSER) for _ in range(3)]
    assert [opened(body) for body in bodies] == [PLAINTEXT] * 3
    assert len({body[:16] for body in bodies}) == len({body[21:86] for body in bodies}) == 3


def test_the_longest_content_fits_into_the_4096_bytes_that_push_services_accept() -> None:
    body = encrypt(secrets.token_bytes(MOST_BYTES), BROWSER)
    assert len(body) == 4096
    with pytest.raises(ValueError, match="3993"):
        encrypt(bytes(MOST_BYTES + 1), BROWSER)


def test_a_key_that_is_no_point_of_the_curve_is_refused() -> None:
    with pytest.raises(ValueError, match="EC key"):
        encrypt(PLAINTEXT, PushSubscription(BROWSER.endpoint, f"B{'A' * 86}", AUTH))


def test_another_browser_cannot_read_it() -> None:
    other = ec.generate_private_key(ec.SECP256R1())
    key = encoded(other.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    with pytest.raises(http_ece.ECEException):
        opened(encrypt(PLAINTEXT, PushSubscription(BROWSER.endpoint, key, AUTH)))
