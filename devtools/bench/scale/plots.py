"""The plots of docs/scale.md, as small SVG files that are readable on light and on dark pages."""

from collections.abc import Mapping
from pathlib import Path

import matplotlib

from devtools.bench.scale.limits import LIMITS
from devtools.bench.scale.outcomes import Outcome
from devtools.folders import ROOT

FOLDER = ROOT / "docs" / "images"
INK = "#7d8590"  # readable on white and on black
LINES = ("#2f81f7", "#d29922", "#db61a2", "#3fb950", "#f0713c", "#8a6ee0")
DRAWN = {"live": "scale-live.svg", "requests": "scale-requests.svg"}
GROUPS = {
    "polls and checks": ("poll", "admin poll"),
    "tickets": ("ticket",),
    "handshakes": ("connect",),
    "heartbeats, pushes, typing": ("heartbeat", "push", "typing"),
    "sends and read marks": ("send", "mark"),
}

matplotlib.use("svg")
matplotlib.rcParams.update(
    {
        "svg.fonttype": "none",
        "svg.hashsalt": "porchlight",
        "font.family": "sans-serif",
        "font.size": 10,
        **{f"{part}.color": INK for part in ("text", "xtick", "ytick")},
        "axes.labelcolor": INK,
        "axes.edgecolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "grid.color": INK,
        "grid.alpha": 0.25,
        "axes.grid": True,
        "legend.frameon": False,
    }
)

from matplotlib import pyplot  # noqa: E402 - after the settings


def draw(outcomes: Mapping[str, Outcome]) -> None:
    FOLDER.mkdir(exist_ok=True)
    draw_live(outcomes, FOLDER / DRAWN["live"])
    draw_requests(outcomes["default"], FOLDER / DRAWN["requests"])


def draw_live(outcomes: Mapping[str, Outcome], file: Path) -> None:
    figure, axes = pyplot.subplots(figsize=(7.5, 4.2))
    for (_, outcome), color in zip(outcomes.items(), LINES, strict=False):
        points = [point for point in outcome["points"] if point["at"] >= -15]
        at, live = [point["at"] for point in points], [100 * point["live"] for point in points]
        axes.plot(at, live, color=color, label=outcome["title"], linewidth=1.6)
    axes.set(xlabel="seconds after every socket was cut", ylabel="pages with a socket, %", ylim=(0, 102))
    axes.legend(loc="lower right", fontsize=8)
    save(figure, file)


def draw_requests(outcome: Outcome, file: Path) -> None:
    figure, axes = pyplot.subplots(figsize=(7.5, 3.8))
    points = outcome["points"]
    at = [point["at"] for point in points]
    stacks = [[sum(point["offered"][kind] for kind in kinds) for point in points] for kinds in GROUPS.values()]
    axes.stackplot(at, stacks, labels=GROUPS, colors=LINES, alpha=0.75)
    quota = LIMITS["requests"].value
    axes.axhline(quota, color=INK, linestyle="--", linewidth=1.2)
    axes.text(at[-1], quota * 1.06, "the account's quota", color=INK, ha="right", fontsize=8)
    axes.set(xlabel="seconds after every socket was cut", ylabel="requests a second")
    axes.legend(loc="upper right", fontsize=8)
    save(figure, file)


def save(figure: "matplotlib.figure.Figure", file: Path) -> None:
    figure.tight_layout()
    figure.savefig(file, transparent=True, metadata={"Date": None})
    pyplot.close(figure)
