"""The style sheet that makes the widget look as its site chose.

The widget adds it to its shadow root, with its own sheets. A selector begins with `.pl-root`, which makes it more
specific than theirs. Values come from validated settings, so that none of them can add a rule.
"""

from chalicelib.model.look import Look
from chalicelib.sites.accent import Palette, palettes

# Where the panel does not fill the screen, as in widget/panel.css.
WINDOW = "(min-width:480px) and (min-height:480px)"
LOW_WINDOW = "(min-width:480px) and (max-height:479.98px) and (pointer:fine)"
LAUNCHER, GAP = 58, 14  # widget/launcher.css, widget/panel.css
USUAL_OFFSET = 20
# Each part's radius, by the style of the corners.
RADII = {
    "soft": {
        "launcher": 16,
        "launcher-note": 8,
        "panel": 12,
        "header-mark": 8,
        "pl-message .pl-bubble": 8,
        "pl-composer-box": 10,
        "pl-send": 8,
    },
    "square": {
        "launcher": 0,
        "launcher-note": 0,
        "panel": 0,
        "header-mark": 0,
        "pl-message .pl-bubble": 0,
        "pl-composer-box": 0,
        "pl-send": 0,
    },
}


def style_sheet(look: Look) -> str:
    """Returns "" for a look that is the usual one."""
    return "".join((scheme(look), colours(look), corners(look), place(look)))


def scheme(look: Look) -> str:
    return "" if look.scheme == "auto" else f".pl-root{{color-scheme:{look.scheme}}}"


def colours(look: Look) -> str:
    if not look.accent:
        return ""
    light, dark = palettes(look.accent)
    modes = {
        "light": of_mode(light),
        "dark": of_mode(dark),
        "auto": f"{of_mode(light)}@media (prefers-color-scheme:dark){{{of_mode(dark)}}}",
    }
    return modes[look.scheme] + of_both_modes(light)


def of_mode(colours: Palette) -> str:
    """Replaces properties of client/ui/tokens.css that keep their names in the build (devtools/pages/style_sheets.mjs),
    and colours that are used in one place."""
    values = {
        "accent": colours.button,
        "accent-hover": colours.button_hover,
        "on-accent": colours.on_button,
        "accent-text": colours.text,
        "accent-soft": colours.soft,
        "focus": colours.text,
        "focus-halo": f"{colours.text}33",
    }
    mine = '.pl-root .pl-message[data-mine="true"] .pl-bubble'
    return (
        f".pl-root{{{';'.join(f'--pl-{name}:{value}' for name, value in values.items())}}}"
        f"{mine}{{background:{colours.mine};color:{colours.on_mine}}}{mine} a{{color:{colours.on_mine}}}"
        f".pl-root .lamp-glow,.pl-root .greeting-lamp .lamp-flame{{fill:{colours.button}}}"
        f".pl-root ::selection{{background:{colours.selection}}}"
    )


def of_both_modes(colours: Palette) -> str:
    """The launcher and the header."""
    fill, on_fill, muted = colours.fill, colours.on_fill, colours.on_fill_muted
    return (
        f".pl-root .launcher{{background:{fill};--launcher-label:{on_fill}}}"
        f".pl-root .launcher svg{{fill:{on_fill}}}"
        f".pl-root .launcher-close svg{{fill:none;stroke:{on_fill}}}"
        f".pl-root .launcher:focus-visible{{outline-color:{on_fill};box-shadow:0 0 0 7px {fill}}}"
        f'.pl-root .launcher[data-look="loading"]::after{{border-block-start-color:{on_fill}}}'
        f".pl-root .launcher-note{{background:{fill};color:{on_fill}}}"
        f".pl-root .header{{background:linear-gradient(160deg,{fill},{colours.fill_edge});color:{on_fill}}}"
        f".pl-root .header .header-line,.pl-root .header .header-close{{color:{muted}}}"
        f".pl-root .header .header-close:hover{{color:{on_fill}}}"
        f".pl-root .header :focus-visible{{outline-color:{on_fill}}}"
        f".pl-root .faces .pl-avatar,.pl-root .faces::after{{box-shadow:0 0 0 2px {fill}}}"
        f".pl-root .header-mark{{background:{on_fill};box-shadow:none;color:{fill}}}"
        f".pl-root .header .header-line .header-dot{{background:{on_fill}}}"
    )


def corners(look: Look) -> str:
    if look.corners == "round":
        return ""
    radii = RADII[look.corners]
    panel = f".pl-root .panel{{border-radius:{radii['panel']}px}}"
    others = (f".pl-root .{part}{{border-radius:{radius}px}}" for part, radius in radii.items() if part != "panel")
    return f"{''.join(others)}@media {WINDOW}{{{panel}}}"


def place(look: Look) -> str:
    """Where the launcher is, and the panel above it. On phones the panel fills the screen."""
    if (look.side, look.offset_x, look.offset_y) == ("end", USUAL_OFFSET, USUAL_OFFSET):
        return ""
    physical = "left" if look.side == "start" else "right"
    x = f"calc({look.offset_x}px + env(safe-area-inset-{physical},0px))"
    bottom = "env(safe-area-inset-bottom,0px)"
    above = look.offset_y + LAUNCHER + GAP
    inline = f"{x} auto" if look.side == "start" else f"auto {x}"
    own = ":host{inset-inline:0 auto!important}" if look.side == "start" else ""
    end = f"inset-block-end:calc({above}px + {bottom})"
    height = f"block-size:min(680px,100vh - {above + 24}px);max-block-size:calc(100dvh - {above + 24}px)"
    low = f"@media {LOW_WINDOW}{{.pl-root .panel{{inset-inline:0 auto}}}}" if look.side == "start" else ""
    return (
        f"{own}.pl-root .launcher{{inset-inline:{inline};inset-block-end:calc({look.offset_y}px + {bottom})}}"
        f".pl-root .launcher-note{{inset-inline:{inline};{end}}}"
        f"@media {WINDOW}{{.pl-root .panel{{inset-inline:{inline};{end};{height}}}}}"
        f"{low}"
    )
