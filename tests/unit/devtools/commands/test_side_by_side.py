import re
import sys
from pathlib import Path

import pytest

from devtools.commands.side_by_side import Ended, Job, run


def job(name: str, program: str) -> Job:
    return Job(name, [sys.executable, "-c", program])


def meets(own: Path, other: Path) -> str:
    """A program that ends when the other one has begun too."""
    return f"""
import pathlib, time
pathlib.Path({str(own)!r}).touch()
deadline = time.monotonic() + 20
while not pathlib.Path({str(other)!r}).exists():
    assert time.monotonic() < deadline, "the other one did not begin"
    time.sleep(0.01)
"""


def test_two_commands_run_at_the_same_time(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    ended = list(run([job("a", meets(a, b)), job("b", meets(b, a))], 2, logs=tmp_path))
    assert sorted((each.name, each.exit_code) for each in ended) == [("a", 0), ("b", 0)]


def test_no_more_commands_run_than_allowed(tmp_path: Path) -> None:
    """Each would fail while another one runs."""
    alone = "import pathlib, time; p = pathlib.Path('{}'); p.mkdir(); time.sleep(0.1); p.rmdir()"
    program = alone.format(tmp_path / "taken")
    ended = list(run([job(str(number), program) for number in range(3)], 1, logs=tmp_path))
    assert [(each.name, each.exit_code) for each in ended] == [("0", 0), ("1", 0), ("2", 0)]


def test_the_output_of_a_command_is_printed_as_a_whole_with_its_name_and_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    speaks = "print('begins'); print('ends'); raise SystemExit({})"
    jobs = [job("good tests", speaks.format(0)), job("bad tests", speaks.format(3))]
    codes = {each.name: each.exit_code for each in run(jobs, 2, logs=tmp_path)}
    assert codes == {"good tests": 0, "bad tests": 3}
    shown = capsys.readouterr().out
    assert re.search(r"── good tests\nbegins\nends\n── good tests: passed after \d+ s", shown)
    assert re.search(r"── bad tests\nbegins\nends\n── bad tests: FAILED \(exit code 3\) after \d+ s", shown)


def test_the_seconds_of_a_command_are_measured(tmp_path: Path) -> None:
    ended: list[Ended] = list(run([job("slow", "import time; time.sleep(0.3)")], 1, logs=tmp_path))
    assert 0.3 <= ended[0].seconds < 20


def test_a_line_now_and_then_says_how_far_a_command_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waits = "import time; print('first'); print('half of it', flush=True); time.sleep(1)"
    list(run([job("slow", waits)], 1, logs=tmp_path, news_seconds=0.3))
    assert "s  slow: half of it\n" in capsys.readouterr().out


def test_a_run_that_ends_early_stops_the_others_and_prints_their_last_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = tmp_path / "begun"
    endless = (
        f"import pathlib, time; print('still here', flush=True); pathlib.Path({str(begun)!r}).touch(); time.sleep(60)"
    )
    quick = f"import pathlib, time\nwhile not pathlib.Path({str(begun)!r}).exists(): time.sleep(0.01)"
    running = run([job("endless", endless), job("quick", quick)], 2, logs=tmp_path)
    assert next(running).name == "quick"
    running.close()  # type: ignore[attr-defined]
    assert "── endless was stopped" in capsys.readouterr().out
    assert (tmp_path / "endless.log").read_text() == "still here\n"
