"""The one-time schedules of EventBridge Scheduler, kept in the data folder: a file for each."""

import json
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from devtools.local_run.background import files

DEFAULT_GROUP = "default"


@dataclass(frozen=True, slots=True)
class Schedule:
    group: str
    name: str
    fields: dict[str, Any]  # the fields of CreateSchedule
    due: int  # epoch seconds
    fires_at: float  # epoch seconds: Scheduler calls the target within the minute after it is due
    created: float
    fired: bool = False  # the target was called; the schedule is deleted once the function has ended

    @property
    def function(self) -> str:
        """The name of the target's function."""
        return str(self.fields["Target"]["Arn"]).rpartition(":")[2]

    @property
    def event(self) -> dict[str, Any]:
        event: dict[str, Any] = json.loads(self.fields["Target"].get("Input", "{}"))
        return event


class Schedules:
    def __init__(self, folder: Path, late_seconds: float, clock: Callable[[], float] = time.time) -> None:
        """`late_seconds`: a schedule fires at a random moment of so many seconds after it is due."""
        self.folder = folder / "schedules"
        self.late_seconds = late_seconds
        self.clock = clock

    def create(self, group: str, name: str, fields: dict[str, Any], due: int) -> Schedule:
        """Raises `FileExistsError`."""
        now = self.clock()
        schedule = Schedule(group, name, fields, due, due + random.uniform(0, self.late_seconds), now)
        files.create(self.path(group, name), asdict(schedule))
        return schedule

    def get(self, group: str, name: str) -> Schedule | None:
        stored = files.read(self.path(group, name))
        return Schedule(**stored) if stored else None

    def all(self) -> list[Schedule]:
        """In the order of groups and names."""
        found = [self.get(group, name) for group, name in sorted(self.names())]
        return [schedule for schedule in found if schedule]

    def mark_fired(self, schedule: Schedule) -> None:
        files.replace(self.path(schedule.group, schedule.name), asdict(schedule) | {"fired": True})

    def delete(self, group: str, name: str) -> bool:
        """Returns whether there was one."""
        try:
            self.path(group, name).unlink()
        except FileNotFoundError:
            return False
        return True

    def names(self) -> set[tuple[str, str]]:
        """The group and the name of each."""
        groups = [path.name for path in self.folder.glob("*")]
        return {(group, name) for group in groups for name in files.names(self.folder / group)}

    def path(self, group: str, name: str) -> Path:
        return self.folder / group / f"{name}.json"
