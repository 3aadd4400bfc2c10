"""Checks lint, format, types, templates, import rules and translations, and searches tracked files for secrets."""

import argparse
import subprocess
from pathlib import Path

from devtools import setup
from devtools.commands.test import succeeds
from devtools.console import say
from devtools.folders import NODE_MODULES, ROOT, VENV
from devtools.processes import stop_on_signals
from devtools.setup.python_packages import node

BIN = VENV / "bin"
BIOME = NODE_MODULES / "@biomejs" / "biome" / "bin" / "biome"
TSC = NODE_MODULES / "typescript" / "bin" / "tsc"
TYPED = ["app.py", "dev.py", "chalicelib", "deployment", "devtools"]

# These detectors guess from entropy or from a variable's name: they report a hundred test passwords and fixtures here.
GUESSING = ["Base64HighEntropyString", "HexHighEntropyString", "KeywordDetector"]
FORMATS = Path(__file__).parent / "secret_formats.py"


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
        "secrets": [*secret_scan(), *tracked(ROOT)],
        "templates": [BIN / "cfn-lint", *sorted((ROOT / "deployment" / "templates").glob("*.yaml"))],
        "biome": [node(), BIOME, "check", "--error-on-warnings", *(["--write"] if fix else [])],
        "tsc": [node(), TSC, "-p", "."],
        "tsc, build scripts": [node(), TSC, "-p", "devtools"],
        "translations": [node(), ROOT / "devtools" / "pages" / "translations.mjs"],
    }


def secret_scan() -> list[str | Path]:
    """Returns the command that searches files for secrets. It prints their places, not their values."""
    disabled = [option for name in GUESSING for option in ("--disable-plugin", name)]
    return [BIN / "detect-secrets-hook", "--no-verify", "--plugin", FORMATS, *disabled]


def tracked(folder: Path) -> list[Path]:
    """Returns the files that git tracks; none where the folder is not a git repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=folder, capture_output=True, text=True)
    paths = [folder / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]
