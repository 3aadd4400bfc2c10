"""A picture that looks like a photograph from some way off."""

import math

from tests.files import png_of


def kettle(width: int = 640, height: int = 480) -> bytes:
    """A blue kettle on a table, as PNG."""
    rows = b"".join(b"\x00" + b"".join(pixel(x / width, y / height) for x in range(width)) for y in range(height))
    return png_of(rows, width, height)


def pixel(x: float, y: float) -> bytes:
    body = math.hypot((x - 0.5) / 0.27, (y - 0.6) / 0.26)
    handle = math.hypot((x - 0.5) / 0.2, (y - 0.42) / 0.26)
    if body < 1:
        light = 1.25 - math.hypot(x - 0.4, y - 0.48) * 1.8
        color = [48 * light, 92 * light, 148 * light]
    elif 0.88 < handle < 1 and y < 0.42:
        color = [70.0, 48.0, 36.0]
    elif y > 0.78:
        color = [176 - 40 * x, 142 - 40 * x, 108 - 40 * x]
    else:
        color = [226 - 36 * y, 220 - 36 * y, 208 - 30 * y]
    return bytes(max(0, min(255, int(each))) for each in color)
