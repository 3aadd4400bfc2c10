"""Values that a process makes once and shares among its threads.

`functools.cache` may make a value several times when threads request it at once: at a cold start, each thread of the
fan-out would make a client.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


def once(make: Callable[..., T]) -> Callable[..., T]:
    """Caches what `make` returns for its arguments. Other threads wait while it is made."""
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
