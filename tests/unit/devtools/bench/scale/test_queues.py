import pytest

from devtools.bench.scale.queues import TokenBucket, Units, Workers


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_bucket_gives_its_burst_at_once_and_then_its_rate(clock: Clock) -> None:
    bucket = TokenBucket(clock, rate=100, burst=50)
    assert (bucket.take(80), bucket.take()) == (50, 0)
    clock.now = 0.2
    assert (bucket.take(80), bucket.take()) == (20, 0)


def test_a_bucket_saves_no_more_than_its_burst(clock: Clock) -> None:
    bucket = TokenBucket(clock, rate=100, burst=50)
    clock.now = 3600
    assert bucket.take(1_000) == 50


def test_in_the_long_run_a_bucket_lets_its_rate_through_however_often_it_is_asked(clock: Clock) -> None:
    bucket = TokenBucket(clock, rate=500, burst=500)
    taken = 0
    for tick in range(10_000):
        clock.now = tick / 100
        taken += bucket.take(17)
    assert taken == pytest.approx(500 + 500 * clock.now, abs=1)


def test_units_of_a_second_are_there_at_once_and_the_next_ones_are_waited_for(clock: Clock) -> None:
    units = Units(clock, rate=1_000)
    assert units.wait(1_000, patience=1) == 0
    assert units.wait(100, patience=1) == pytest.approx(0.1)


def test_a_caller_that_gives_up_uses_no_unit(clock: Clock) -> None:
    units = Units(clock, rate=1_000)
    assert units.wait(1_050, patience=0.1) == pytest.approx(0.05)
    assert units.wait(100, patience=0.1) is None
    assert units.refused == 1
    clock.now = 0.1
    assert units.wait(100, patience=0.1) == pytest.approx(0.05)


def test_a_function_has_one_process_for_each_call_and_refuses_above_its_limit(clock: Clock) -> None:
    workers = Workers(clock, most=10, ramp=1_000, started=4)
    assert workers.take(3) == (3, 0)
    assert workers.take(9) == (7, 6), "four processes were there"
    assert workers.take() == (0, 0)
    workers.release(10)
    assert workers.take(10) == (10, 0), "processes stay"


def test_a_function_starts_no_more_processes_than_the_ramp_allows(clock: Clock) -> None:
    workers = Workers(clock, most=5_000, ramp=1_000)
    assert workers.take(3_000) == (1_000, 1_000)
    clock.now = 1
    assert workers.take(3_000) == (100, 100)


def test_a_part_of_a_function_may_exceed_its_share_for_a_moment_and_not_on_average(clock: Clock) -> None:
    workers = Workers(clock, most=100, ramp=100_000, share=0.1)
    assert workers.take(100)[0] == workers.room > 10
    clock.now = 5
    workers.release(8)
    assert workers.average > 10
    assert workers.take(100)[0] <= max(0, 10 - (workers.room - 8))
