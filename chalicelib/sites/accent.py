"""The widget's colours that follow from a site's accent colour, in light and dark mode.

Every text reaches a contrast of 4.5 to 1, and every part of a control 3 to 1 (WCAG 2.2, AA). A colour that does not is
made darker or lighter, with the same hue.
"""

from dataclasses import dataclass
from typing import TypeAlias

Rgb: TypeAlias = tuple[float, float, float]  # sRGB, 0 to 1

TEXT, PART = 4.5, 3.0
STEPS = 100
MIDDLE = 0.18  # the luminance that has the same contrast with white and with black

WHITE, BLACK = "#ffffff", "#000000"
# The surfaces that client/ui/tokens.css has in each mode, the lightest and the darkest.
LIGHT = ("#ffffff", "#faf8f4", "#f4f1ea")
DARK = ("#10121b", "#151824", "#1e2231", "#212536")
LIGHT_TEXT, DARK_TEXT = "#191c2a", "#f0eee9"  # the colours of texts there


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one mode."""

    fill: str  # the launcher, the header
    on_fill: str
    on_fill_muted: str
    fill_edge: str  # the header's other end
    mine: str  # the visitor's own messages
    on_mine: str
    button: str
    button_hover: str
    on_button: str
    text: str  # accented text, and the ring around what has the focus
    soft: str  # behind such text
    selection: str


def palettes(accent: str) -> tuple[Palette, Palette]:
    """Returns the light and the dark one."""
    fill = filled(accent)
    return palette(fill, LIGHT, LIGHT_TEXT, 0.88, 0.7), palette(fill, DARK, DARK_TEXT, 0.8, 0.6)


def palette(fill: str, surfaces: tuple[str, ...], plain: str, tint: float, selected: float) -> Palette:
    button = reach(fill, surfaces, PART)
    soft = mixed(fill, surfaces[0], tint)
    on_fill, on_button = text_on(fill), text_on(button)
    text = reach(fill, (*surfaces, soft), TEXT)
    return Palette(
        fill=fill,
        on_fill=on_fill,
        on_fill_muted=muted(on_fill, fill),
        fill_edge=away(fill, on_fill, 0.16),
        mine=button,
        on_mine=on_button,
        button=button,
        button_hover=away(button, on_button, 0.12),
        on_button=on_button,
        text=text,
        soft=soft,
        selection=reach(mixed(fill, surfaces[0], selected), (plain,), TEXT),
    )


def filled(accent: str) -> str:
    """The accent as a background. One on which white is almost readable is made darker: black there looks harsh."""
    return reach(accent, (WHITE,), TEXT) if contrast(accent, WHITE) >= PART else accent


def text_on(background: str) -> str:
    """White or black: one of them always reaches 4.5 to 1."""
    dark = next((each for each in (LIGHT_TEXT, BLACK) if contrast(each, background) >= TEXT), BLACK)
    return WHITE if contrast(WHITE, background) >= TEXT else dark


def muted(text: str, background: str) -> str:
    """The text's colour, weakened as far as it stays readable."""
    weaker = (mixed(text, background, part / 20) for part in range(5, 0, -1))
    return next((each for each in weaker if contrast(each, background) >= TEXT), text)


def away(colour: str, text: str, part: float) -> str:
    """Another shade, on which the text has more contrast."""
    return mixed(colour, BLACK if luminance(text) > luminance(colour) else WHITE, part)


def reach(colour: str, others: tuple[str, ...], ratio: float) -> str:
    """Returns the colour, made darker or lighter as little as needed for this contrast with all the others."""
    goal = WHITE if max(map(luminance, others)) < MIDDLE else BLACK
    shades = (mixed(colour, goal, step / STEPS) for step in range(STEPS + 1))
    return next((each for each in shades if all(contrast(each, other) >= ratio for other in others)), goal)


def mixed(one: str, other: str, part: float) -> str:
    """`part` of the other colour, mixed in the OKLab space, in which hues stay the same."""
    ends = zip(to_oklab(parse(one)), to_oklab(parse(other)), strict=True)
    light, a, b = (first + (second - first) * part for first, second in ends)
    return formatted(from_oklab((light, a, b)))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = map(to_linear, parse(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parse(colour: str) -> Rgb:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def formatted(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(min(max(each, 0), 1) * 255):02x}" for each in rgb)


def to_linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def from_linear(value: float) -> float:
    value = min(max(value, 0), 1)
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def to_oklab(rgb: Rgb) -> Rgb:
    """https://bottosson.github.io/posts/oklab/"""
    red, green, blue = map(to_linear, rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def from_oklab(lab: Rgb) -> Rgb:
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        from_linear(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        from_linear(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        from_linear(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )
