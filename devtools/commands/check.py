"""Checks lint, format, types, templates and import rules, and searches tracked files for secrets."""

import argparse
from pathlib import Path

from devtools import setup
from devtools.commands.test import succeeds
from devtools.console import say
from devtools.folders import NODE_MODULES, ROOT, VENV
from devtools.processes import stop_on_signals
from devtools.setup.python_packages import PYTHON, node

BIN = VENV / "bin"
BIOME = NODE_MODULES / "@biomejs" / "biome" / "bin" / "biome"
TYPED = ["app.py", "dev.py", "chalicelib", "deployment", "devtools"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fix", action="store_true", help="fix lint and format automatically where possible")


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    setup.ensure(tests=True)
    results = {name: run_check(name, command) for name, command in checks(fix=arguments.fix).items()}
    say("")
    for name, passed in results.items():
        say(f"{'✓' if passed else '✗'} {name}")
    return 0 if all(results.values()) else 1


def run_check(name: str, command: list[str | Path]) -> bool:
    say(f"\n── {name}")
    return succeeds(command)


def checks(*, fix: bool) -> dict[str, list[str | Path]]:
    ruff = BIN / "ruff"
    return {
        "ruff lint": [ruff, "check", *(["--fix"] if fix else [])],
        "ruff format": [ruff, "format", *([] if fix else ["--check"])],
        "mypy": [BIN / "mypy", *TYPED],
        "import rules": [BIN / "lint-imports", "--no-logo"],
        "secrets": [PYTHON, "-m", "devtools.secret_scan"],
        "templates": [BIN / "cfn-lint", *sorted((ROOT / "deployment" / "templates").glob("*.yaml"))],
        "biome": [node(), BIOME, "check", "--error-on-warnings", *(["--write"] if fix else [])],
    }
