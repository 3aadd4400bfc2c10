import inspect
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic_core import core_schema as original

from deployment.release import typed_dicts

SOURCE = Path(original.__file__).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def replaced() -> ModuleType:
    module = ModuleType(original.__name__)
    exec(compile(typed_dicts.replaced(SOURCE), original.__file__, "exec"), vars(module))
    return module


def functions(module: ModuleType) -> dict[str, Callable[..., Any]]:
    own = {name: value for name, value in vars(module).items() if inspect.isfunction(value)}
    return {name: value for name, value in own.items() if inspect.unwrap(value).__module__ == original.__name__}


def result(function: Callable[..., Any]) -> object:
    """What it returns for one text in each place that must be filled, or the error that it raises."""
    needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    positional = [each.name for each in needed if each.kind is each.POSITIONAL_OR_KEYWORD]
    keywords = {each.name: each.name for each in needed if each.kind is each.KEYWORD_ONLY}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            returned = function(*positional, **keywords)
            return [*returned] if inspect.isgenerator(returned) else returned
    except Exception as error:  # noqa: BLE001 - of whatever kind, it must be the same
        return repr(error)


def test_every_function_returns_what_it_returned(replaced: ModuleType) -> None:
    before, after = functions(original), functions(replaced)
    assert after.keys() == before.keys()
    results = {name: result(function) for name, function in before.items()}
    assert {name: result(function) for name, function in after.items()} == results
    schemas = [each for each in results.values() if isinstance(each, dict) and "type" in each]
    assert len(schemas) > 70  # otherwise the comparison is of errors only


def test_the_module_has_the_same_names_and_each_typed_dict_is_a_dictionary(replaced: ModuleType) -> None:
    ours, theirs = vars(replaced), vars(original)
    assert {name for name in theirs if not name.startswith("__")} == {
        name for name in ours if not name.startswith("__")
    }
    changed = {name for name, value in theirs.items() if isinstance(value, type) and hasattr(value, "__total__")}
    assert {name for name in changed if ours[name] is not dict} == set()
    assert "AnySchema" in changed


def test_functions_stay_on_their_lines(replaced: ModuleType) -> None:
    before, after = functions(original), functions(replaced)
    lines = {name: inspect.unwrap(function).__code__.co_firstlineno for name, function in before.items()}
    assert {name: inspect.unwrap(function).__code__.co_firstlineno for name, function in after.items()} == lines


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from __future__ import annotations", "from __future__ import generator_stop"),
        ("(TypedDict", "(Mapping"),
        ("class AnySchema(TypedDict, total=False):", "class AnySchema(TypedDict, total=False):\n    def f(self): ..."),
    ],
)
def test_a_module_that_has_changed_is_reported(before: str, after: str) -> None:
    with pytest.raises(ValueError, match=r"core_schema\.py has changed"):
        typed_dicts.replaced(SOURCE.replace(before, after))
