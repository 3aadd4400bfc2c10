from devtools.local_run.limits import Throttle


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_allowed_at_once_and_then_calls_at_the_rate() -> None:
    clock = Clock()
    throttle = Throttle(rate=2, burst=3, clock=clock)
    assert [throttle.allows("GET", "/a") for _ in range(5)] == [True, True, True, False, False]
    clock.now = 0.4
    assert not throttle.allows("GET", "/a")
    clock.now = 0.5
    assert [throttle.allows("GET", "/a") for _ in range(2)] == [True, False]


def test_unused_calls_accumulate_up_to_the_burst() -> None:
    clock = Clock()
    throttle = Throttle(rate=100, burst=2, clock=clock)
    assert throttle.allows("GET", "/a")
    clock.now = 3600
    assert [throttle.allows("GET", "/a") for _ in range(3)] == [True, True, False]


def test_each_method_of_each_route_has_its_own_limit() -> None:
    throttle = Throttle(rate=1, burst=1, clock=Clock())
    assert throttle.allows("GET", "/a")
    assert throttle.allows("POST", "/a")
    assert throttle.allows("GET", "/b")
    assert not throttle.allows("GET", "/a")
