"""Against a healthy run everything is ok, and nothing is left behind."""

import json
import subprocess
import sys
import time
from typing import Any

import pytest

from deployment.doctor import rows, running, traces
from deployment.doctor.checks import Look
from deployment.doctor.probe import Probe
from deployment.doctor.scene import ORIGIN, Scene
from deployment.target import Tables, Target
from devtools.folders import ROOT
from devtools.local_run.tables import definitions
from tests.localrun import LocalRun

NOUNS = [each["TableName"] for each in definitions("")]


def everything(tables: Tables) -> dict[str, list[str]]:
    return {noun: sorted(repr(sorted(row.items())) for row in rows.every(tables, noun)) for noun in NOUNS}


def test_every_check_is_ok_and_every_table_is_as_it_was(healthy: Target) -> None:
    before = everything(healthy.tables)
    checks = running.run(healthy)
    assert [check for check in checks if not check.ok] == []
    assert len(checks) == 1 + sum(len(looks) for looks in running.EVERYWHERE.values())
    assert everything(healthy.tables) == before


def test_the_command_says_so_line_by_line_and_for_machines(local_run: LocalRun) -> None:
    def doctor(*more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "deployment", "doctor", "--data", str(local_run.folder), *more]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=100)

    for_people, for_machines = doctor(), doctor("--json")
    assert (for_people.returncode, for_machines.returncode) == (0, 0), for_people.stdout + for_people.stderr
    document = json.loads(for_machines.stdout)
    assert document["ok"]
    assert f"{len(document['checks'])} checks: {len(document['checks'])} ok" in for_people.stdout
    assert all(check["name"] in for_people.stdout for check in document["checks"])


def test_a_visit_that_breaks_off_leaves_nothing_either(healthy: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks_off(scene: Scene) -> str:
        raise KeyboardInterrupt

    looks = (*running.EVERYWHERE["A conversation"], Look("Breaks off", "", breaks_off))
    monkeypatch.setitem(running.EVERYWHERE, "A conversation", looks)
    before = everything(healthy.tables)
    with pytest.raises(KeyboardInterrupt):
        running.run(healthy)
    assert everything(healthy.tables) == before


def test_what_a_visit_left_that_was_killed_goes_with_a_later_one(healthy: Target, monkeypatch: Any) -> None:
    before = everything(healthy.tables)
    with monkeypatch.context() as an_hour_ago:
        real = time.time
        an_hour_ago.setattr(time, "time", lambda: real() - 3600)
        killed = Probe(healthy.tables, ORIGIN)
    killed.make()
    young = Probe(healthy.tables, ORIGIN)  # of a visit that goes on at this moment
    young.make()
    traces.remove_forgotten(healthy.tables)
    sites = {site["site_id"] for site in rows.every(healthy.tables, "sites")}
    assert killed.site.site_id not in sites
    assert young.site.site_id in sites
    traces.remove(healthy.tables, young.site.site_id)
    assert everything(healthy.tables) == before
