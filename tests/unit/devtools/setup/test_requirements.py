"""The lists of packages agree: requirements.txt for Chalice users, and those for Lambda and for a run."""

import re
from pathlib import Path

from devtools.folders import ROOT
from devtools.setup.python_packages import BENCH, CONSTRAINTS, LAMBDA, RUN, TEST

FIRST = ROOT / "requirements.txt"


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w-]+)==(\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_requirements_txt_pins_the_apps_packages_with_chalice_and_boto3() -> None:
    assert {"chalice", "boto3", "pynamodb", "pydantic", "PyJWT", "argon2-cffi"} <= pins(FIRST).keys()
    lines = [line for line in FIRST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert lines[0] == "-c devtools/setup/constraints.txt"
    assert len(lines) == 1 + len(pins(FIRST))


def test_requirements_txt_has_every_package_of_lambda_in_the_same_version() -> None:
    missing = pins(LAMBDA).items() - pins(FIRST).items()
    assert {name for name, _ in missing} <= {"botocore"}  # a dependency of boto3, with the version of the constraints


def test_every_list_agrees_with_the_constraints() -> None:
    for path in (FIRST, LAMBDA, RUN, BENCH):
        assert pins(path).items() <= pins(CONSTRAINTS).items(), path


def test_lambda_has_its_own_list_without_chalices_tools() -> None:
    assert LAMBDA != FIRST
    assert not {"chalice", "boto3", "pip", "setuptools"} & pins(LAMBDA).keys()
    assert "-r requirements-lambda.txt" in RUN.read_text(encoding="utf-8")


def test_what_the_bench_needs_is_part_of_what_the_tests_need() -> None:
    assert pins(BENCH).items() <= pins(TEST).items()
