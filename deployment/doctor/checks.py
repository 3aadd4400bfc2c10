"""What a check is: a function that looks at one thing, and says what it saw or raises what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from deployment.doctor.scene import Scene

State = Literal["ok", "not ok", "not tried"]


@dataclass(frozen=True, slots=True)
class Check:
    """One line of what the doctor says. `remedy` is there when it is not ok."""

    part: str
    name: str
    state: State
    seen: str
    remedy: str = ""

    @property
    def ok(self) -> bool:
        return self.state == "ok"


class NotOk(Exception):
    """`seen`: what is wrong, in one line. `remedy`: a better one than the check's usual remedy."""

    def __init__(self, seen: str, remedy: str = "") -> None:
        super().__init__(seen)
        self.seen = seen
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Look:
    """A check before it is made. `remedy` is for whatever it finds."""

    name: str
    remedy: str
    look: Callable[[Scene], str] = field(repr=False)

    def __call__(self, scene: Scene) -> str:
        return self.look(scene)


def check(name: str, remedy: str) -> Callable[[Callable[[Scene], str]], Look]:
    return lambda look: Look(name, remedy, look)


def expect(fact: bool, seen: str, remedy: str = "") -> None:
    if not fact:
        raise NotOk(seen, remedy)
