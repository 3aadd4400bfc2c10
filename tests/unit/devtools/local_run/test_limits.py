from devtools.local_run.limits import Throttle


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_at_once_and_then_one_call_for_each_part_of_a_second() -> None:
    clock = Clock()
    throttle = Throttle(rate=2, burst=3, clock=clock)
    assert [throttle.allows("GET", "/a") for _ in range(5)] == [True, True, True, False, False]
    clock.now = 0.4
    assert not throttle.allows("GET", "/a")
    clock.now = 0.5
    assert [throttle.allows("GET", "/a") for _ in range(2)] == [True, False]


def test_what_was_not_used_is_saved_up_to_the_burst_and_no_further() -> None:
    clock = Clock()
    throttle = Throttle(rate=100, burst=2, clock=clock)
    assert throttle.allows("GET", "/a")
    clock.now = 3600
    assert [throttle.allows("GET", "/a") for _ in range(3)] == [True, True, False]


def test_each_method_of_each_route_is_counted_by_itself() -> None:
    throttle = Throttle(rate=1, burst=1, clock=Clock())
    assert throttle.allows("GET", "/a")
    assert throttle.allows("POST", "/a")
    assert throttle.allows("GET", "/b")
    assert not throttle.allows("GET", "/a")
