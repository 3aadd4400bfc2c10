"""Runs commands side by side. The output of each goes to a log, which is printed when the command has ended."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from devtools.console import WIDTH, say
from devtools.folders import LOGS, ROOT
from devtools.processes import start, stop

PAUSE_SECONDS = 0.1
NEWS_SECONDS = 60.0  # between two lines about each command that runs
LAST_LINES = 20  # of a command that was stopped


@dataclass(frozen=True)
class Job:
    name: str
    command: list[str | Path]


@dataclass(frozen=True)
class Ended:
    name: str
    exit_code: int
    seconds: float


@dataclass(frozen=True)
class Running:
    job: Job
    log: Path
    process: "subprocess.Popen[bytes]"
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace").rstrip()


def run(
    jobs: list[Job],
    at_once: int,
    *,
    env: Mapping[str, str] | None = None,
    logs: Path = LOGS,
    news_seconds: float = NEWS_SECONDS,
) -> Iterator[Ended]:
    """Starts the jobs in this order, at most `at_once` at the same time, and prints the output of each as a whole.

    If this ends early, as by Ctrl-C, it stops those that run, and prints the last lines of their output.
    """
    logs.mkdir(parents=True, exist_ok=True)
    waiting = list(jobs)
    running: list[Running] = []
    news_at = time.monotonic() + news_seconds
    try:
        while waiting or running:
            while waiting and len(running) < at_once:
                running.append(begin(waiting.pop(0), env, logs))
            for each in [each for each in running if each.process.poll() is not None]:
                running.remove(each)
                yield end(each)
            if time.monotonic() > news_at:
                news_at += news_seconds
                for each in running:
                    say(f"  {each.seconds:4.0f} s  {each.job.name}: {last_line(each.output)}"[:WIDTH])
            time.sleep(PAUSE_SECONDS)
    finally:
        stop([each.process for each in running])
        for each in running:
            say(f"\n── {each.job.name} was stopped. Its last lines (all: {each.log}):")
            say("\n".join(each.output.splitlines()[-LAST_LINES:]))


def last_line(output: str) -> str:
    return (output.splitlines() or ["…"])[-1].strip()


def begin(job: Job, env: Mapping[str, str] | None, logs: Path) -> Running:
    say(f"  {job.name} …")
    log = logs / f"{job.name.replace(' ', '-')}.log"
    with log.open("wb") as file:
        process = start(job.command, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=file, stderr=subprocess.STDOUT)
    return Running(job, log, process)


def end(running: Running) -> Ended:
    seconds, code = running.seconds, running.process.returncode
    stop([running.process])  # what is left of its group
    say(f"\n── {running.job.name}\n{running.output}\n── {running.job.name}: {outcome(code)} after {seconds:.0f} s\n")
    return Ended(running.job.name, code, seconds)


def outcome(exit_code: int) -> str:
    return "passed" if exit_code == 0 else f"FAILED (exit code {exit_code})"
