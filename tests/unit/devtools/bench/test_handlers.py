"""What is computed from the CPU time of handlers."""

import pytest

from devtools.bench.figures import Values
from devtools.bench.handlers import cpu, growth


def test_the_line_through_the_calls_gives_a_constant_and_a_slope() -> None:
    found = [Values("poll", [1.4, 1.4, 9.0]), Values("send", [2.6]), Values("first message", [3.4])]
    constant, slope = cpu.line(found, {"poll": 1, "send": 4, "first message": 6})
    assert constant.values == [pytest.approx(1.0)]
    assert slope.values == [pytest.approx(0.4)]


def test_calls_that_push_are_not_part_of_the_line() -> None:
    found = [Values("poll", [1.0]), Values("session", [2.0]), Values("send, ten pages open", [50.0])]
    _, slope = cpu.line(found, {"poll": 1, "session": 2})
    assert slope.values == [pytest.approx(1.0)]


def test_growth_is_the_ratio_of_the_medians_of_two_calls_that_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    called: list[str] = []

    def taking(name: str, seconds: float) -> growth.Call:
        def call() -> None:
            nonlocal now
            called.append(name)
            now += seconds

        return call

    monkeypatch.setattr(growth.time, "perf_counter", lambda: now)
    pair = growth.Pair("send, 10 → 10,000 messages", taking("few", 0.002), taking("many", 0.0021))
    few, many, ratio = growth.measure([pair], times=5)
    assert called == ["few", "many"] * (growth.WARM_UP + 5)
    assert few.values == [pytest.approx(2.0)] * 5
    assert many.values == [pytest.approx(2.1)] * 5
    assert (ratio.values, ratio.unit) == ([pytest.approx(1.05)], "×")
