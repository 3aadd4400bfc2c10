import json
from typing import Any

import pytest

from chalicelib.identity.key_ring import SigningKeyMissing, parse

NEW, OLD, OLDER = "n" * 40, "o" * 40, "p" * 40


def ring(**parts: Any) -> str:
    return json.dumps(parts)


def test_a_single_key_is_a_ring() -> None:
    only = parse(f"{NEW}\n")
    assert (only.current.secret, only.accepted) == (NEW, ())


def test_a_ring_has_a_current_key_and_others_each_found_by_its_id() -> None:
    keys = parse(ring(current=NEW, accepted=[OLD, OLDER]))
    assert keys.current.secret == NEW
    for secret in (NEW, OLD, OLDER):
        found = keys.find(parse(secret).current.id)
        assert found
        assert found.secret == secret
    assert keys.find("000000000000") is None


def test_keys_have_different_ids_that_do_not_reveal_them() -> None:
    ids = {parse(secret).current.id for secret in (NEW, OLD, OLDER)}
    assert len(ids) == 3
    assert not any(id in secret for id in ids for secret in (NEW, OLD, OLDER))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short secret",
        "{" + NEW,
        ring(current="short secret"),
        ring(accepted=[OLD]),
        ring(current=NEW, accepted=OLD),
        ring(current=NEW, accepted=[5]),
        ring(current=NEW, accepted=["short secret"]),
        ring(current=None),
        ring(current=NEW, next=OLD),
    ],
)
def test_an_invalid_ring_is_refused_without_its_text_in_the_message(text: str) -> None:
    with pytest.raises(SigningKeyMissing) as refused:
        parse(text)
    for secret in (NEW, OLD, "short secret"):
        assert secret not in str(refused.value)
    assert refused.value.__cause__ is None


def test_the_repr_of_a_key_does_not_contain_it() -> None:
    assert NEW not in repr(parse(ring(current=NEW, accepted=[OLD])))
