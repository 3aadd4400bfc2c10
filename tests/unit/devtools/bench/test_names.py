"""The names of the bench, and what its modules need."""

import subprocess
import sys
from importlib import import_module

from devtools.bench import budgets, measuring, page
from devtools.bench.black_box import memory, rounds
from devtools.bench.handlers.rounds import TITLES as HANDLERS
from devtools.bench.pages.rounds import TITLES as PAGES
from devtools.commands import bench

WITHOUT = (
    *("pytest", "hypothesis", "schemathesis", "jsonschema_rs", "openapi_spec_validator", "moto"),
    "tests",
)
MODULES = (*(group.module for group in measuring.GROUPS.values()), "devtools.bench.__main__", "devtools.bench.search")


def test_the_help_lists_every_measurement() -> None:
    assert tuple(bench.MEASUREMENTS.split(", ")) == measuring.NAMES


def test_every_name_is_measured_by_the_group_that_has_it() -> None:
    groups = measuring.GROUPS
    assert groups["black box"].names == rounds.NAMES
    assert groups["memory"].names == tuple(memory.TITLES)
    assert groups["handlers"].names == tuple(HANDLERS)
    assert groups["pages"].names == tuple(PAGES)
    for group in groups.values():
        assert callable(import_module(group.module).measure)


def test_every_measurement_with_a_budget_exists() -> None:
    assert budgets.BUDGETS.keys() <= {*measuring.NAMES}


def test_the_bench_needs_no_package_of_the_tests_and_no_test() -> None:
    code = "import sys; sys.argv = ['']\nfor name in {0}: sys.modules[name] = None\nfor name in {1}: __import__(name)"
    ended = subprocess.run(
        [sys.executable, "-c", code.format(WITHOUT, MODULES)], cwd=page.ROOT, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr


def test_tables_and_names_need_no_browser_and_no_server() -> None:
    code = "import sys\nfor name in ('playwright', 'aiohttp', 'app'): sys.modules[name] = None\n"
    code += "import devtools.bench.__main__"
    ended = subprocess.run([sys.executable, "-c", code], cwd=page.ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
