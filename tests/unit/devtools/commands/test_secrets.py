"""`dev.py check` finds secrets in tracked files. The secrets here are put together, never written down."""

import json
import subprocess
from pathlib import Path

from chalicelib.accounts.passwords import hash_password
from chalicelib.accounts.refresh_tokens import first
from chalicelib.identity import tokens
from chalicelib.model import VisitorCaller
from devtools.commands.check import secret_scan, tracked
from devtools.folders import ROOT

VISITOR = VisitorCaller(site_id="default", visitor_id="v_1", conversation_id="c_1")
SECRETS = {
    "an AWS access key": "AKIA" + "J" * 16,
    "an AWS secret key": 'aws_secret_access_key = "' + "a/B+" * 10 + '"',
    "an AWS secret key without quotes": "aws_secret_access_key=" + "a/B+" * 10,
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "a signed token": tokens.issue_visitor(VISITOR)[0],
    "a refresh token": first("a_" + "x" * 12, "s_" + "y" * 16).text,
    "a password hash": hash_password("correct horse battery staple"),
    "a list of signing keys": json.dumps({"current": "k" * 40}),
    "a GitHub token": "ghp_" + "a1" * 18,
    "an npm token": "npm_" + "a1" * 18,
    "a PyPI token": "pypi-AgEIcHlwaS5vcmc" + "a1" * 48,
}
HARMLESS = ["AKIA", "eyJ.eyJ.x", "-----BEGIN CERTIFICATE-----", "rt_<admin>.<session>.<secret>", "ghp_x"]


def scan(*files: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*map(str, secret_scan()), *map(str, files)], capture_output=True, text=True)


def test_secrets_of_every_format_are_found_by_line_and_not_printed(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("".join(f"x={secret};\n" for secret in SECRETS.values()), encoding="utf-8")
    result = scan(file)
    assert result.returncode == 1
    assert [name for line, name in enumerate(SECRETS, 1) if f"{file}:{line}\n" not in result.stdout] == []
    assert not any(secret in result.stdout for secret in SECRETS.values())


def test_text_that_only_begins_like_a_secret_is_not_reported(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("\n".join(HARMLESS), encoding="utf-8")
    assert scan(file).returncode == 0


def test_only_tracked_files_are_scanned(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("settings.py", "ignored.py"):
        (tmp_path / name).write_text(SECRETS["an AWS access key"])
    subprocess.run(["git", "add", "settings.py"], cwd=tmp_path, check=True)
    assert tracked(tmp_path) == [tmp_path / "settings.py"]
    assert scan(*tracked(tmp_path)).returncode == 1


def test_the_project_is_scanned() -> None:
    assert ROOT / "devtools" / "commands" / "check.py" in tracked(ROOT) or not (ROOT / ".git").exists()
