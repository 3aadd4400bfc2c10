import re

import pytest

from chalicelib import errors
from chalicelib.errors import Refusal

REFUSALS = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, Refusal) and value not in (Refusal, errors.InvalidField)
]


def test_every_refusal_has_a_code_of_its_own() -> None:
    codes = [refusal.code for refusal in REFUSALS]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_has_a_code_a_status_and_a_message(refusal: type[Refusal]) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", refusal.code)
    assert 400 <= refusal.status < 600
    assert refusal.message.endswith((".", "..."))


def test_only_temporary_refusals_ask_for_a_retry() -> None:
    asking = {refusal.code for refusal in REFUSALS if refusal.retry_after}
    assert asking == {"busy", "throttled", "gateway_failed", "gateway_timeout"}
