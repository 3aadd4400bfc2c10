"""The parameters of the browsers' engine, read from its source: a changed constant changes the simulation."""

import re
from dataclasses import dataclass
from math import prod

from devtools.folders import ROOT

FOLDER = ROOT / "client" / "delivery"
NUMBER = r"(\d[\d_]*(?:\.\d+)?(?: \* \d[\d_]*(?:\.\d+)?)*)"


def constant(file: str, name: str) -> float:
    """The value of `name = 60_000`, `name: 5_000` or `name = 2 * 60_000` in a file."""
    found = re.findall(rf"\b{name}(?: =|:) {NUMBER}", (FOLDER / file).read_text(encoding="utf-8"))
    if len(found) != 1:
        raise ValueError(f"{name} has {len(found)} values in client/delivery/{file}, instead of one.")
    return prod(float(part) for part in found[0].replace("_", "").split(" * "))


@dataclass(frozen=True, slots=True)
class Engine:
    """In seconds, apart from `ease` and the factors."""

    base: float
    cap: float
    busy_cap: float
    ease: float
    poll_cap: float
    beat: float
    deadline: float
    steady: float
    socket_base: float
    socket_cap: float
    idle: float
    idle_poll: float
    hidden_poll: float
    hidden_factor: float
    poll: float  # the site's settings
    check: float


def seconds(file: str, name: str) -> float:
    return constant(file, name) / 1000


def parameters() -> Engine:
    return Engine(
        base=seconds("retry.js", "baseMs"),
        cap=seconds("retry.js", "capMs"),
        busy_cap=seconds("retry.js", "BUSY_CAP_MS"),
        ease=constant("retry.js", "EASE"),
        poll_cap=seconds("poller.js", "capMs"),
        beat=seconds("socket.js", "BEAT_MS"),
        deadline=seconds("socket.js", "DEADLINE_MS"),
        steady=seconds("socket.js", "STEADY_MS"),
        socket_base=seconds("socket.js", "BASE_MS"),
        socket_cap=seconds("socket.js", "CAP_MS"),
        idle=seconds("follower.js", "IDLE_MS"),
        idle_poll=seconds("follower.js", "IDLE_POLL_MS"),
        hidden_poll=seconds("follower.js", "HIDDEN_POLL_MS"),
        hidden_factor=constant("follower.js", "HIDDEN_FACTOR"),
        poll=setting("poll_ms"),
        check=setting("check_ms"),
    )


def setting(name: str) -> float:
    """The default of a site's setting, in seconds. Read as text: the environment lacks the server's packages."""
    text = (ROOT / "chalicelib" / "model" / "sites.py").read_text(encoding="utf-8")
    found = re.search(rf"{name}: int = (\d+)", text)
    if not found:
        raise ValueError(f"{name} has no default in chalicelib/model/sites.py.")
    return int(found[1]) / 1000
