"""Signatures: those of botocore, for any request that we may make."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.aws.credentials import Keys
from chalicelib.aws.signatures import Signer

PRINTED = st.characters(min_codepoint=32, max_codepoint=126)
WORDS = st.text(PRINTED, min_size=1, max_size=20).map(str.strip).filter(bool)
SECRETS = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
NAMES = st.text(st.sampled_from("abcxyz-09"), min_size=1, max_size=12).map(lambda name: f"x-{name}")
PATHS = st.text(st.sampled_from("abYZ09/@:%=~+.-_ ü"), max_size=40).map(lambda path: f"/{path}")
TIMES = st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2090, 1, 1))


def theirs(
    keys: Keys, service: str, method: str, path: str, headers: dict[str, str], body: bytes, at: datetime.datetime
) -> dict[str, str]:
    request = AWSRequest(method, f"https://a.example{path}", headers=headers, data=body)
    credentials = ReadOnlyCredentials(keys.access_key, keys.secret_key, keys.token)
    with patch("botocore.auth.get_current_datetime", lambda: at):
        SigV4Auth(credentials, service, "eu-west-1").add_auth(request)
    return {name.lower(): value for name, value in request.headers.items()}


@settings(deadline=None)
@given(
    st.builds(Keys, SECRETS, SECRETS, st.none() | SECRETS),
    st.sampled_from(["dynamodb", "execute-api", "lambda", "ssm"]),
    st.sampled_from(["POST", "DELETE"]),
    PATHS,
    st.dictionaries(NAMES, WORDS, max_size=4),
    st.binary(max_size=100),
    TIMES,
)
def test_any_request_has_the_signature_of_botocore(
    keys: Keys,
    service: str,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes,
    at: datetime.datetime,
) -> None:
    headers = {"host": "a.example", **headers}
    now = at.strftime("%Y%m%dT%H%M%SZ")
    ours = Signer(service, "eu-west-1").signed_at(now, keys, method, path, headers, body)
    assert ours == theirs(keys, service, method, path, headers, body, at)


def test_the_key_of_a_day_and_of_a_secret_is_used_for_no_other() -> None:
    signer = Signer("dynamodb", "eu-west-1")
    days = [datetime.datetime(2026, 11, 27, 23, 59, 59), datetime.datetime(2026, 11, 28)]
    for _ in range(2):
        for secret in ("first", "second"):
            for at in days:
                keys, headers = Keys("key", secret, None), {"host": "a.example"}
                ours = signer.signed_at(at.strftime("%Y%m%dT%H%M%SZ"), keys, "POST", "/", headers, b"{}")
                assert ours == theirs(keys, "dynamodb", "POST", "/", headers, b"{}", at)


def test_threads_with_different_keys_share_a_signer() -> None:
    signer, now = Signer("dynamodb", "eu-west-1"), "20261128T060000Z"
    together = threading.Barrier(4)

    def signatures(secret: str) -> set[str]:
        together.wait(10)
        keys = Keys("key", secret, None)
        return {signer.signed_at(now, keys, "POST", "/", {}, b"")["authorization"] for _ in range(500)}

    secrets = ["a", "b", "c", "d"]
    with ThreadPoolExecutor(4) as threads:
        found = [*threads.map(signatures, secrets)]
    alone = [
        Signer("dynamodb", "eu-west-1").signed_at(now, Keys("key", each, None), "POST", "/", {}, b"")
        for each in secrets
    ]
    assert found == [{each["authorization"]} for each in alone]


@pytest.mark.parametrize("path", ["/a?b=c", "/a#b"])
def test_a_path_with_a_query_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="Not a path"):
        Signer("dynamodb", "eu-west-1").signed(Keys("key", "secret", None), "POST", path, {}, b"")


def test_a_request_is_signed_with_the_present_time() -> None:
    before = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    signed = Signer("dynamodb", "eu-west-1").signed(Keys("key", "secret", None), "POST", "/", {}, b"")
    at = datetime.datetime.strptime(signed["x-amz-date"], "%Y%m%dT%H%M%S%z")
    assert before <= at <= datetime.datetime.now(datetime.UTC)
