"""The processes of the functions: one call each at a time, and what happens to a call whose process fails."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from devtools.local_run.functions import FunctionFailed, line, parent, pool
from devtools.local_run.functions.handling import BACKGROUND_NICE
from devtools.local_run.functions.pool import Pool, time_limit
from devtools.local_run.functions.source import Source, Starting

APP = """
import os, signal, time

class App:
    api = type("Api", (), {"binary_types": []})
    routes = {}
    event_sources = []

    def __call__(self, event, context):
        return {"pid": os.getpid(), "version": VERSION, **event}

app, FIRST, VERSION = App(), {}, 1

def work(event, context):
    time.sleep(event["seconds"])
    return {"pid": os.getpid(), "left": context.get_remaining_time_in_millis()}

def who(event, context):
    return {"pid": os.getpid(), "nice": os.nice(0)}

message_stored = job_due = who

def fail(event, context):
    raise LookupError("made by a test")

def end(event, context):
    os.kill(os.getpid(), signal.SIGKILL)

def unspeakable(event, context):
    return {"result": object()}
"""
Test = Callable[[Pool], Awaitable[Any]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Has the functions, and a parent program that prepares no tables."""
    (tmp_path / "app.py").write_text(APP, encoding="utf-8")
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "
    program += "from devtools.local_run.functions.parent import serve_app; serve_app(int(sys.argv[1]), dict)"
    monkeypatch.setattr(Starting, "PROGRAM", ("-c", program))
    return tmp_path


@pytest.fixture
def source(folder: Path) -> Source:
    return Starting([]).wait()


def within(source: Source, test: Test) -> Any:
    async def run() -> Any:
        functions = Pool(source)
        async with functions.running():
            return await asyncio.wait_for(test(functions), 60)

    return asyncio.run(run())


def work(functions: Pool, seconds: float) -> Awaitable[Any]:
    return functions.invoke("work", {"seconds": seconds})


def test_calls_one_after_another_share_a_process_and_calls_at_once_do_not(source: Source) -> None:
    async def calls(functions: Pool) -> None:
        one, two = [await functions.invoke("api_handler", {"a": "ü"}) for _ in range(2)]
        assert one == two == {"pid": one["pid"], "version": 1, "a": "ü"}
        together = await asyncio.gather(*(work(functions, 0.3) for _ in range(2)))
        assert len({each["pid"] for each in together}) == 2
        assert os.getpid() not in {each["pid"] for each in together}

    within(source, calls)


def test_calls_that_wait_for_something_do_not_keep_others_waiting(source: Source) -> None:
    async def calls(functions: Pool) -> None:
        started = time.monotonic()
        together = await asyncio.gather(*(work(functions, 2.0) for _ in range(3 * line.AT_ONCE)))
        assert len({each["pid"] for each in together}) == 3 * line.AT_ONCE
        assert time.monotonic() - started < 2 * 3 * line.AT_ONCE

    within(source, calls)


def test_background_work_has_processes_of_its_own_that_leave_the_processors_to_the_others(source: Source) -> None:
    async def calls(functions: Pool) -> None:
        answering, stored, job = [await functions.invoke(name, {}) for name in ("who", "message_stored", "job_due")]
        assert stored == job == {"pid": stored["pid"], "nice": answering["nice"] + BACKGROUND_NICE}
        assert answering["pid"] != stored["pid"]

    within(source, calls)


def test_short_calls_wait_for_their_turn(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "LONG_SECONDS", 30.0)

    async def calls(functions: Pool) -> None:
        together = await asyncio.gather(*(work(functions, 0.01) for _ in range(50)))
        assert len({each["pid"] for each in together}) <= line.AT_ONCE

    within(source, calls)


def test_processes_that_are_no_longer_needed_end(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "IDLE_SECONDS", 0.2)

    async def calls(functions: Pool) -> None:
        together = await asyncio.gather(*(work(functions, 0.8) for _ in range(line.AT_ONCE + 3)))
        assert len({each["pid"] for each in together}) > line.AT_ONCE
        while len(functions.answering.processes) > line.AT_ONCE:
            await asyncio.sleep(0.05)
        await work(functions, 0.0)

    within(source, calls)


@pytest.mark.parametrize(
    ("function", "kind", "message"),
    [
        ("fail", "LookupError", "made by a test"),
        ("end", "Runtime.ExitError", "The function's process ended before its answer"),
        ("unspeakable", "Runtime.MarshalError", "Object of type object is not JSON serializable"),
    ],
)
def test_a_failure_is_its_callers_only(source: Source, function: str, kind: str, message: str) -> None:
    async def calls(functions: Pool) -> None:
        beside = asyncio.ensure_future(work(functions, 0.5))
        with pytest.raises(FunctionFailed, match=message) as failed:
            await functions.invoke(function, {})
        assert failed.value.kind == kind
        assert await beside
        assert await work(functions, 0.0)

    within(source, calls)


def test_a_call_that_exceeds_its_time_limit_ends_with_its_process(
    source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "time_limit", lambda _: 0.5)

    async def calls(functions: Pool) -> None:
        assert (await work(functions, 0.0))["left"] <= 500
        with pytest.raises(FunctionFailed, match=r"timed out after 0\.50 seconds"):
            await work(functions, 30.0)
        assert await work(functions, 0.0)

    within(source, calls)


def test_a_function_has_the_time_limit_of_its_deployment() -> None:
    assert [time_limit(name) for name in ("api_handler", "websocket_message", "job_due")] == [29.0, 15.0, 50.0]


def test_edited_code_takes_over_and_calls_end_in_the_version_that_they_began_in(source: Source, folder: Path) -> None:
    async def calls(functions: Pool) -> None:
        before = asyncio.ensure_future(work(functions, 1.0))
        await asyncio.sleep(0.3)
        (folder / "app.py").write_text(APP.replace("VERSION = App(), {}, 1", "VERSION = App(), {}, 22"))
        await functions.replace([])
        assert (await functions.invoke("api_handler", {}))["version"] == 22
        assert (await before)["pid"]

    within(source, calls)


def test_code_that_cannot_be_loaded_leaves_the_present_version_in_place(source: Source, folder: Path) -> None:
    async def calls(functions: Pool) -> None:
        (folder / "app.py").write_text("def half a line")
        await functions.replace([])
        assert (await functions.invoke("api_handler", {}))["version"] == 1

    within(source, calls)


def test_a_parent_that_was_killed_is_started_again(source: Source) -> None:
    async def calls(functions: Pool) -> None:
        os.kill(source.process.pid, signal.SIGKILL)
        source.process.wait()
        assert await work(functions, 0.0)

    within(source, calls)


def test_nothing_is_left_when_the_pool_ends(source: Source) -> None:
    async def calls(functions: Pool) -> int:
        return int((await work(functions, 0.0))["pid"])

    pid = within(source, calls)
    assert source.process.returncode == 0
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_preflights_are_answered_for_routes_with_cross_origin_settings_only() -> None:
    assert parent.route({"GET": type("View", (), {"cors": None})}) == {"methods": ["GET"], "preflight": None}
