"""The style sheet of a site's look."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from chalicelib.model.look import Look
from chalicelib.sites.look_css import style_sheet

ROOT = Path(__file__).parents[4]
SHEETS = "\n".join(
    path.read_text(encoding="utf-8") for folder in ("widget", "client/ui") for path in (ROOT / folder).rglob("*.css")
)
FULL = Look("#7c3aed", "auto", "start", 40, 64, "square")


def test_the_usual_look_needs_no_style_sheet() -> None:
    assert style_sheet(Look()) == ""
    assert style_sheet(Look(label="Ask us", team_name="Tea", hidden_paths=("/cart",))) == ""


@pytest.mark.parametrize("look", [FULL, replace(FULL, corners="soft", scheme="dark", side="end")])
def test_every_part_that_it_changes_is_in_the_widgets_own_sheets(look: Look) -> None:
    for name in set(re.findall(r"\.([a-z][\w-]+)", style_sheet(look))) - {"pl-root"}:
        assert re.search(rf"\.{name}\b", SHEETS), name
    for name in set(re.findall(r"(--[\w-]+):", style_sheet(look))):
        assert f"{name}:" in SHEETS or f"var({name}," in SHEETS, name


def test_properties_that_it_sets_keep_their_names_in_the_build() -> None:
    source = (ROOT / "devtools/pages/style_sheets.mjs").read_text(encoding="utf-8")
    found = re.search(r"const PROPERTY =\s+/(.+)/g;", source)
    assert found
    renamed = re.compile(found[1])
    for name in set(re.findall(r"(--[\w-]+):", style_sheet(FULL))):
        assert not renamed.fullmatch(name), name


def test_a_rule_is_more_specific_than_the_widgets_own() -> None:
    for selectors in re.findall(r"([^{}]+)\{[^{}]*\}", style_sheet(FULL)):
        assert all(each.startswith((".pl-root", ":host")) for each in selectors.split(",") if "@media" not in each)


@pytest.mark.parametrize(("scheme", "wanted"), [("auto", (1, 2)), ("light", (0, 1)), ("dark", (0, 1))])
def test_a_site_with_one_scheme_has_the_colours_of_that_one_only(scheme: str, wanted: tuple[int, int]) -> None:
    css = style_sheet(replace(FULL, scheme=scheme))  # type: ignore[arg-type]
    assert (css.count("prefers-color-scheme:dark"), css.count("--pl-accent:")) == wanted
    assert (f"color-scheme:{scheme}}}" in css) == (scheme != "auto")


def test_the_launcher_and_the_panel_above_it_move_together() -> None:
    css = style_sheet(Look(side="start", offset_x=40, offset_y=64))
    assert ".launcher{inset-inline:calc(40px + env(safe-area-inset-left,0px)) auto;inset-block-end:calc(64px" in css
    assert "inset-block-end:calc(136px + env(safe-area-inset-bottom,0px));block-size:min(680px,100vh - 160px)" in css
