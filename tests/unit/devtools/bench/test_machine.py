"""What Linux says of processes, and how the bench reads it."""

import os
import sys
import time

import pytest

from devtools.bench import machine
from devtools.bench.black_box import stack
from devtools.processes import start, stop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def test_a_family_is_a_process_and_all_that_it_has_started() -> None:
    child = start([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        assert child.pid in machine.family(os.getpid())
        assert machine.family(child.pid) == [child.pid]
        assert machine.memory(child.pid) > 1_000_000
    finally:
        stop([child])
    assert (machine.memory(child.pid), machine.cpu(child.pid), machine.stat(child.pid)) == (0, 0, [])


def test_the_cpu_time_of_children_that_have_ended_is_the_benchs_own() -> None:
    before = machine.own_seconds()
    child = start([sys.executable, "-c", "import time\nwhile time.process_time() < 0.3: pass"])
    child.wait()
    assert machine.own_seconds() - before >= 0.25


def test_foreign_cpu_time_is_what_is_busy_and_not_the_benchs_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "busy_seconds", iter([100.0, 116.0]).__next__)
    monkeypatch.setattr(machine, "own_seconds", iter([10.0, 18.0]).__next__)
    monkeypatch.setattr(time, "monotonic", iter([0.0, 10.0]).__next__)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert machine.Watch().read() == (10.0, pytest.approx(0.4))


@pytest.mark.parametrize(
    ("command", "part"),
    [
        ("java -Djava.library.path=. -jar DynamoDBLocal.jar", stack.STORE),
        ("node devtools/pages/build.mjs --out dist --watch", stack.BUILDER),
        ("python -m devtools.local_run --port=9300", stack.GATEWAY),
        ("python dev.py run --port=9300", stack.COMMANDS),
    ],
)
def test_each_process_of_a_local_run_belongs_to_a_part(
    command: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stack, "command_line", lambda pid: command)
    assert stack.part_of(1) == part
