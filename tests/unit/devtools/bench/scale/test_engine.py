"""The simulated engine is the browsers': its parameters are read from the source, and its back-off waits as long."""

import json
import subprocess
from types import SimpleNamespace
from typing import Any

import pytest

from devtools.bench.scale import engine, load, region, steady
from devtools.bench.scale.latency import POSTS_AT_ONCE
from devtools.bench.scale.retry import Refusal, Retry
from devtools.folders import ROOT
from devtools.setup.python_packages import node

# The waits, in seconds, of the real back-off with these answers. `chance` gives 0.5 each time.
STEPS: list[tuple[str, Any]] = [
    *[("later", None)] * 3,
    ("ease", 1.0),
    *[("later", [True, 5])] * 5,
    *[("ease", 1.0)] * 8,
    ("later", [False, 0]),
    ("reset", None),
    ("later", [True, 1]),
    ("ease", 30.0),
]
PROGRAM = """
import {{ createRetry }} from "{module}";
const waits = [];
const env = {{ now: () => 0, random: () => 0.5, clearTimeout() {{}}, setTimeout: (_, ms) => waits.push(ms / 1000) }};
const retry = createRetry(env, () => {{}}, {{ baseMs: 500, capMs: 5000 }});
for (const [step, value] of {steps}) {{
  if (step === "later") retry.later(value ? {{ busy: value[0], retryAfter: value[1] }} : undefined);
  if (step === "ease") retry.ease(value * 1000);
  if (step === "reset") retry.reset();
}}
console.log(JSON.stringify(waits));
"""


class Environment:
    now = 0.0

    def __init__(self) -> None:
        self.waits: list[float] = []

    def timeout(self, seconds: float, version: int) -> SimpleNamespace:
        self.waits.append(seconds)
        return SimpleNamespace(callbacks=[])


def test_the_back_off_waits_exactly_as_long_as_the_browsers() -> None:
    environment = Environment()
    world: Any = SimpleNamespace(env=environment, now=lambda: 0.0, chance=lambda: 0.5)
    retry = Retry(world, engine.parameters(), lambda: None, 0.5, 5.0)
    for step, value in STEPS:
        if step == "later":
            retry.later(Refusal(*value) if value else None)
        if step == "ease":
            retry.ease(value)
        if step == "reset":
            retry.reset()
    module = (ROOT / "client" / "delivery" / "retry.js").as_uri()
    program = PROGRAM.format(module=module, steps=json.dumps(STEPS))
    command = [node(), "--input-type=module", "--eval", program]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert environment.waits == pytest.approx(json.loads(printed))
    assert max(environment.waits) > 20, "the ceiling has doubled"


def test_the_parameters_are_those_of_the_source() -> None:
    found = engine.parameters()
    assert (found.base, found.cap, found.poll_cap) == (0.5, 20, 5)
    assert found.socket_cap == 2 * 60
    assert found.check == load.ASSUMED.check_seconds


def test_a_constant_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="NO_SUCH"):
        engine.constant("socket.js", "NO_SUCH")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("chalicelib/realtime/fanout.py", f"WAIT_SECONDS = {load.WAIT_SECONDS}"),
        ("chalicelib/realtime/fanout.py", f"POSTS_AT_ONCE = {POSTS_AT_ONCE}"),
        ("chalicelib/storage/database.py", "\nATTEMPTS = 2\n"),
        ("chalicelib/chat/append.py", "ATTEMPTS = 8"),
        ("deployment/api_gateway.py", f"Throttle(rate={steady.STAGE_RATE},"),
        ("deployment/templates/gateway_responses.json", f'"retry_after": {region.THROTTLED.retry_after}'),
        (".chalice/config.json", f'"websocket_message": {{ "reserved_concurrency": {100} }}'),
        (".chalice/config.json", f'"websocket_connect": {{ "reserved_concurrency": {100} }}'),
        (".chalice/config.json", f'"websocket_disconnect": {{ "reserved_concurrency": {25} }}'),
    ],
)
def test_a_figure_of_the_server_is_still_what_the_simulation_says(file: str, line: str) -> None:
    assert line in (ROOT / file).read_text(encoding="utf-8")
