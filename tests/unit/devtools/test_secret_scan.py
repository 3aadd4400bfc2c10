"""Secrets of every shape are found, by file and line, and not repeated. Here they are put together, never written."""

import json
import subprocess
from pathlib import Path

import pytest

from chalicelib.accounts.passwords import hash_password
from chalicelib.accounts.refresh_tokens import first
from chalicelib.identity import tokens
from chalicelib.model import VisitorCaller
from devtools import secret_scan
from devtools.places import ROOT
from devtools.secret_scan import SHAPES, findings, tracked

VISITOR = VisitorCaller(site_id="default", visitor_id="v_1", conversation_id="c_1")
SECRETS = {
    "an AWS access key": lambda: "AKIA" + "J" * 16,
    "an AWS secret key": lambda: 'aws_secret_access_key = "' + "a/B+" * 10 + '"',
    "a private key": lambda: "-----BEGIN RSA " + "PRIVATE KEY-----",
    "a signed token": lambda: tokens.issue_visitor(VISITOR)[0],
    "a refresh token": lambda: first("a_" + "x" * 12, "s_" + "y" * 16).text,
    "a password's hash": lambda: hash_password("correct horse battery staple"),
    "a ring of signing keys": lambda: json.dumps({"current": "k" * 40}),
    "a token of GitHub": lambda: "ghp_" + "a1" * 18,
    "a token of npm or PyPI": lambda: "npm_" + "a1" * 18,
}


@pytest.mark.parametrize("what", SHAPES)
def test_a_secret_is_found_where_it_stands(tmp_path: Path, what: str) -> None:
    file = tmp_path / "notes.md"
    file.write_text(f"first line\nx={SECRETS[what]()};\nlast line\n", encoding="utf-8")
    assert list(findings(file)) == [(file, 2, what)]


@pytest.mark.parametrize(
    "line", ["AKIA", "eyJ.eyJ.x", "-----BEGIN CERTIFICATE-----", "rt_<admin>.<session>.<secret>", "ghp_x"]
)
def test_what_only_begins_like_one_is_none(tmp_path: Path, line: str) -> None:
    file = tmp_path / "notes.md"
    file.write_text(line, encoding="utf-8")
    assert list(findings(file)) == []


def test_a_finding_says_where_and_not_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / "settings.py").write_text(SECRETS["an AWS access key"]())
    (tmp_path / "ignored.py").write_text(SECRETS["an AWS access key"]())
    subprocess.run(["git", "add", "settings.py"], cwd=tmp_path, check=True)
    monkeypatch.setattr(secret_scan, "ROOT", tmp_path)
    assert secret_scan.main() == 1
    assert capsys.readouterr().out == "settings.py:1: this looks like an AWS access key\n"


def test_the_project_is_scanned() -> None:
    assert ROOT / "devtools" / "secret_scan.py" in tracked(ROOT) or not (ROOT / ".git").exists()
