"""docs/api.md names the calls that accept API tokens, with the scope of each."""

import re
from pathlib import Path

import app  # noqa: F401 - registers the calls
from chalicelib.api import registry
from chalicelib.api.callers import READER, WRITER

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
SCOPES = {READER: "conversations:read", WRITER: "conversations:write"}


def test_the_table_has_every_call_that_accepts_an_api_token_with_its_scope() -> None:
    listed = dict(re.findall(r"^\| `((?:GET|POST) [^`]+)` \| `([a-z:]+)` \|", PAGE, re.M))
    accepting = {
        f"{call.method} {call.path}": SCOPES[call.caller]
        for call in registry.CALLS
        if call.caller in SCOPES and not call.name.endswith("_by_post")
    }
    assert listed == accepting
