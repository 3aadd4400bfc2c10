"""Lints, checks formats, types and templates, keeps the import rules, and looks for secrets in tracked files."""

import argparse
from pathlib import Path

from devtools import preparation
from devtools.console import say
from devtools.places import NODE_MODULES, ROOT, VENV
from devtools.python_packages import PYTHON, node
from devtools.signals import stop_on_signals
from devtools.suite import succeeds

BIN = VENV / "bin"
BIOME = NODE_MODULES / "@biomejs" / "biome" / "bin" / "biome"
TYPED = ["app.py", "dev.py", "chalicelib", "deployment", "devtools"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fix", action="store_true", help="repair what can be repaired")


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    preparation.ensure(tests=True)
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
