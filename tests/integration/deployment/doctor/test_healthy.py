"""Every check of a healthy run is ok, and nothing is left behind."""

import json
import subprocess
import sys
import time
from typing import Any

import pytest

from deployment.doctor import run
from deployment.doctor.checks import Check, Visit
from deployment.doctor.client import ORIGIN
from deployment.doctor.temporary_site import TemporarySite, delete_forgotten
from deployment.tables import Tables
from deployment.target import Target
from deployment.template_files import table_definitions
from devtools.folders import ROOT
from tests.localrun import LocalRun

# Without the jobs, where the run's background work writes at any time, such as about messages of earlier visits.
NOUNS = [name for each in table_definitions("") if (name := each["TableName"]) != "jobs"]


def everything(tables: Tables) -> dict[str, list[str]]:
    return {noun: sorted(repr(sorted(row.items())) for row in tables.rows(noun)) for noun in NOUNS}


def test_every_check_is_ok_and_the_tables_are_unchanged(healthy: Target) -> None:
    before = everything(healthy.tables)
    results = list(run.run_checks(healthy))
    assert [result for result in results if not result.ok] == []
    assert len(results) == 1 + sum(len(checks) for checks in run.EVERYWHERE.values())
    assert everything(healthy.tables) == before


def test_the_command_prints_lines_or_json(local_run: LocalRun) -> None:
    def doctor(*more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "deployment", "doctor", "--data", str(local_run.folder), *more]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)

    lines, document_output = doctor(), doctor("--json")
    assert (lines.returncode, document_output.returncode) == (0, 0), lines.stdout + lines.stderr
    document = json.loads(document_output.stdout)
    assert document["ok"]
    assert f"{len(document['checks'])} checks: {len(document['checks'])} ok" in lines.stdout
    assert all(check["name"] in lines.stdout for check in document["checks"])


def test_an_interrupted_visit_leaves_nothing_either(healthy: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(visit: Visit) -> str:
        raise KeyboardInterrupt

    checks = (*run.EVERYWHERE["Conversation"], Check("Interrupted", "", interrupted))
    monkeypatch.setitem(run.EVERYWHERE, "Conversation", checks)
    before = everything(healthy.tables)
    with pytest.raises(KeyboardInterrupt):
        list(run.run_checks(healthy))
    assert everything(healthy.tables) == before


def test_a_later_visit_deletes_what_a_killed_one_left(healthy: Target, monkeypatch: Any) -> None:
    before = everything(healthy.tables)
    with monkeypatch.context() as an_hour_ago:
        real = time.time
        an_hour_ago.setattr(time, "time", lambda: real() - 3600)
        killed = TemporarySite(healthy.tables, ORIGIN)
    killed.create()
    current = TemporarySite(healthy.tables, ORIGIN)  # of a visit that is in progress
    current.create()
    delete_forgotten(healthy.tables)
    sites = {site["site_id"] for site in healthy.tables.rows("sites")}
    assert killed.site.site_id not in sites
    assert current.site.site_id in sites
    current.delete()
    assert everything(healthy.tables) == before
