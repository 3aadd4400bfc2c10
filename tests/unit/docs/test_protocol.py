"""The examples of docs/protocol.md are the fixtures, and its table has every code."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from chalicelib import errors
from chalicelib.api import schemas

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"<!-- (tests/wire/\S+) -->\n(?:[^\n]+\n\n)?```json\n(.*?)\n```", re.DOTALL)
EXAMPLES = dict(EXAMPLE.findall(PAGE))
FIXTURES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "tests" / "wire").glob("[cef]*s/*.json"))
CODES = dict(re.findall(r"^\| `([a-z0-9_]+)` \| ([\d, ]+|socket) \|", PAGE, re.MULTILINE))


@pytest.mark.parametrize("fixture", FIXTURES)
def test_every_fixture_is_an_example_in_the_page(fixture: str) -> None:
    expected: Any = json.loads((ROOT / fixture).read_text(encoding="utf-8"))
    if isinstance(expected, dict):
        expected.pop("title", None)
    assert json.loads(EXAMPLES[fixture]) == expected


def test_the_page_has_no_example_without_a_fixture() -> None:
    assert sorted(EXAMPLES) == FIXTURES


def test_every_refusal_is_in_the_table_with_its_status() -> None:
    refusals = [value for value in vars(errors).values() if isinstance(value, type)]
    named = {each.code: each.status for each in refusals if issubclass(each, errors.Refusal)}
    del named["refused"]
    for code, status in named.items():
        assert str(status) in CODES[code] or CODES[code] == "socket"


def test_every_field_has_its_code_in_the_table() -> None:
    models = [value for value in vars(schemas).values() if isinstance(value, type)]
    bodies = [model for model in models if issubclass(model, schemas.Schema)]
    fields = {name for model in bodies for name in model.model_fields}
    assert {f"{name}_invalid" for name in fields - {"body"}} <= CODES.keys()


@pytest.mark.parametrize("file", ["fields.py", "opening_hours.py"])
def test_every_rule_with_a_code_of_its_own_is_in_the_table(file: str) -> None:
    source = ast.parse((ROOT / "chalicelib" / "api" / file).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(source) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    codes = {ast.literal_eval(call.args[0]) for call in calls if call.func.id == "PydanticCustomError"}
    assert codes
    assert codes <= CODES.keys()
