"""The colours that follow from a site's accent colour."""

import itertools

import pytest

from chalicelib.sites import accent
from chalicelib.sites.accent import DARK, DARK_TEXT, LIGHT, LIGHT_TEXT, PART, TEXT, contrast, palettes

LEVELS = (0, 64, 128, 191, 255)
ACCENTS = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in itertools.product(LEVELS, repeat=3)]
BRANDS = ["#2563eb", "#ffd60a", "#e11d48", "#0f766e", "#7c3aed", "#f97316", "#767676", "#777777", "#949494", "#bada55"]


@pytest.mark.parametrize("colour", [*ACCENTS, *BRANDS])
def test_every_text_is_readable_and_every_control_visible_in_both_modes(colour: str) -> None:
    for mode, surfaces, plain in zip(palettes(colour), (LIGHT, DARK), (LIGHT_TEXT, DARK_TEXT), strict=True):
        texts = {
            "header": (mode.on_fill, mode.fill),
            "header's other end": (mode.on_fill, mode.fill_edge),
            "header's line": (mode.on_fill_muted, mode.fill),
            "message": (mode.on_mine, mode.mine),
            "button": (mode.on_button, mode.button),
            "button under the pointer": (mode.on_button, mode.button_hover),
            "selected": (plain, mode.selection),
            "on the tint": (mode.text, mode.soft),
            **{f"on {surface}": (mode.text, surface) for surface in surfaces},
        }
        low = {name: contrast(*pair) for name, pair in texts.items() if contrast(*pair) < TEXT}
        assert low == {}
        assert min(contrast(mode.button, surface) for surface in surfaces) >= PART


@pytest.mark.parametrize("colour", ["#2563eb", "#0f766e", "#7c3aed", "#ffd60a", "#111827"])
def test_a_colour_with_enough_contrast_is_used_as_it_is(colour: str) -> None:
    light, dark = palettes(colour)
    assert light.fill == dark.fill == colour


def test_a_colour_on_which_white_is_almost_readable_becomes_a_little_darker() -> None:
    light, _ = palettes("#3b82f6")
    assert light.on_fill == "#ffffff"
    assert contrast("#ffffff", light.fill) == pytest.approx(TEXT, abs=0.2)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_a_mixed_colour_begins_and_ends_at_its_two() -> None:
    assert [accent.mixed("#2563eb", "#ffd60a", part) for part in (0, 1)] == ["#2563eb", "#ffd60a"]
