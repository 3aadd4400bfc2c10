import base64

import pytest

from chalicelib.api import cursors
from chalicelib.errors import InvalidField


@pytest.mark.parametrize("sort_key", ["1795389540630", "1795389540630#c_Xk3RKTkQ7Evhs0Yx"])
def test_a_cursor_decodes_to_its_sort_key(sort_key: str) -> None:
    assert cursors.decode(cursors.encode(sort_key), "since") == sort_key


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "not-a-cursor", base64.urlsafe_b64encode(b"9" * 14).decode(), base64.urlsafe_b64encode(b"\xff").decode()],
)
def test_a_cursor_that_was_never_issued_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidField) as refused:
        cursors.decode(cursor, "before")
    assert (refused.value.code, refused.value.field) == ("before_invalid", "before")
