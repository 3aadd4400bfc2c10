"""Looks for secrets in the files that git tracks: python -m devtools.secret_scan. Says where, never what.

Few, exact shapes, so that a finding is one. What it cannot know by its shape, a password, is for people to see.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from devtools.folders import ROOT

SHAPES = {
    "an AWS access key": r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b",
    "an AWS secret key": r"(?i:aws_?secret_?access_?key[\"']?\s*[=:]\s*[\"']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])",
    "a private key": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "a signed token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}",
    "a refresh token": r"\brt_a_[\w-]{12}\.s_[\w-]{16}\.[\w-]{43}",
    "a password's hash": r"\$argon2id?\$v=\d+\$m=\d+,t=\d+,p=\d+\$[\w+/]{16,}\$[\w+/]{16,}",
    "a ring of signing keys": r"[\"']current[\"']: *[\"'][\w-]{32,}",
    "a token of GitHub": r"\bgh[pousr]_[A-Za-z0-9]{36}\b",
    "a token of npm or PyPI": r"\b(?:npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,})",
}


def main() -> int:
    found = [finding for path in tracked(ROOT) for finding in findings(path)]
    for path, line, what in found:
        print(f"{path.relative_to(ROOT)}:{line}: this looks like {what}")
    return 1 if found else 0


def tracked(folder: Path) -> list[Path]:
    """The files that git tracks; without git there is no telling which those are, and nothing to publish."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=folder, capture_output=True, text=True)
    paths = [folder / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def findings(path: Path) -> Iterator[tuple[Path, int, str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    for what, shape in SHAPES.items():
        for match in re.finditer(shape, text):
            yield path, text.count("\n", 0, match.start()) + 1, what


if __name__ == "__main__":
    sys.exit(main())
