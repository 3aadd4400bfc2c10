"""What a process makes once and shares among its threads. `functools.cache` makes it once for each thread that asks
before the first is done: the fan-out's threads, at a cold start, would each make a client."""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


def once(make: Callable[..., T]) -> Callable[..., T]:
    """Keeps what `make` returns for its arguments. Whoever asks while it is being made waits for it."""
    made: dict[tuple[Hashable, ...], T] = {}
    making = Lock()

    @wraps(make)
    def kept(*arguments: Hashable) -> T:
        if arguments not in made:
            with making:
                if arguments not in made:
                    made[arguments] = make(*arguments)
        return made[arguments]

    return kept
