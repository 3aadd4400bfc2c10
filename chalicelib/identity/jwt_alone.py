"""PyJWT without `cryptography`.

PyJWT imports it whenever it is installed, for algorithms that no token here uses. That would double the CPU time of
PyJWT's import in every cold start; the package is there for push notifications, which sign with it directly.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hidden(package: str) -> Iterator[None]:
    """Lets `import package` fail, as if it were not installed, unless it is imported already."""
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[package]


with hidden("cryptography"):
    import jwt

__all__ = ["jwt"]
