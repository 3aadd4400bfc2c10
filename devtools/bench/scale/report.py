"""The tables of docs/scale.md, which stand between two comments each: from the committed run, and from arithmetic."""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypedDict

from deployment.cost.report import markdown_table
from devtools.bench.scale import latency, steady
from devtools.bench.scale.limits import ALL_RAISED, LIMITS, Quotas
from devtools.bench.scale.load import Load
from devtools.bench.scale.outcomes import HotOutcome, Outcome
from devtools.folders import ROOT

PAGE = ROOT / "docs" / "scale.md"
RUN = Path(__file__).parent / "run.json"
BLOCK = re.compile(r"(<!-- scale: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
NOTHING = "–"


class Run(TypedDict):
    ran_at: str
    seed: int
    share: float
    cpu_seconds: float
    outcomes: dict[str, Outcome]
    hot_sites: list[HotOutcome]


def committed() -> Run:
    run: Run = json.loads(RUN.read_text(encoding="utf-8"))
    return run


def write(run: Run, file: Path = RUN) -> None:
    file.write_text(json.dumps(run, separators=(",", ":")) + "\n", encoding="utf-8")


def write_page(run: Run) -> None:
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), tables(run)), encoding="utf-8")


def filled(page: str, made: dict[str, str]) -> str:
    return BLOCK.sub(lambda found: f"{found[1]}\n{made[found[2]]}\n\n{found[3]}", page)


def tables(run: Run) -> dict[str, str]:
    return {
        "run": run_line(run),
        "limits": limits_table(),
        "steady": steady_table(),
        "sensitivity": sensitivity_table(),
        "reconnect": reconnect_table(run["outcomes"]),
        "messages": messages_table(run["outcomes"]),
        "course": course_table(run["outcomes"]["default"]),
        "hot-site": hot_table(run["hot_sites"]),
        "hot-limit": hot_limit(),
        "parts": parts_table(),
        "latency": latency_table(),
        "places": places_table(),
    }


def run_line(run: Run) -> str:
    return (
        f"Run on {run['ran_at']} with the seed {run['seed']}: {run['cpu_seconds']:.0f} s of CPU. "
        f"One simulated page stands for {1 / run['share']:.0f}."
    )


def limits_table() -> str:
    rows = [
        [each.what, f"{each.value:,.0f} {each.unit}", each.raised, f"[AWS]({each.source})"] for each in LIMITS.values()
    ]
    return markdown_table(["What", "Default", "Can be raised", "Source"], rows)


def steady_table() -> str:
    load = Load()
    columns = [{each.limit: each for each in steady.carried(load, quotas)} for quotas in (Quotas(), ALL_RAISED)]
    quiet = {each.limit: each for each in steady.carried(replace(load, typing=0), Quotas())}
    rows = []
    for limit, each in columns[0].items():
        figures = [quiet[limit].messages, each.messages, columns[1][limit].messages]
        rows.append([limit, each.where, amount(each.before), amount(each.each), *map(amount, figures)])
    head = ["Limit", "Of", "Used without a message", "Each message", "Messages/s, nobody types", "Messages/s", "Raised"]
    return markdown_table(head, rows)


def sensitivity_table() -> str:
    """What API Gateway's requests carry, with other numbers of sockets and dashboards."""
    rows = []
    for sockets in (10_000, 50_000, 100_000, 200_000):
        row = [f"{sockets:,}"]
        for admins in (1, 5, 20):
            load = Load(sockets=sockets, admins=min(admins, sockets // 1_000))
            requests = next(each for each in steady.carried(load, Quotas()) if each.limit.startswith("API Gateway"))
            row.append(amount(requests.messages))
        rows.append(row)
    return markdown_table(["Sockets", "1 dashboard a site", "5 dashboards", "20 dashboards"], rows)


def reconnect_table(outcomes: dict[str, Outcome]) -> str:
    rows = [
        [
            each["title"],
            f"{each['offered']:,.0f}",
            share(each["refused"]),
            each["first"],
            seconds(each["back"]),
            share(each["lost"]),
            f"{each['tickets']:.1f}, {each['handshakes']:.1f}",
        ]
        for each in outcomes.values()
    ]
    head = ["", "Requests/s before", "Refused before", "Refuses most at first", "Live again: half, 99 %, all"]
    return markdown_table([*head, "Lost once more", "Tickets, handshakes a page"], rows)


def messages_table(outcomes: dict[str, Outcome]) -> str:
    rows = [
        [
            each["title"],
            seconds(each["seen_before"]),
            seconds(each["sent"]),
            seconds(each["seen"]),
            f"{each['waiting']:,} of {each['written']:,}",
        ]
        for each in outcomes.values()
    ]
    head = ["", "Seen before: half, 99 %", "Stored after: half, 99 %, last", "Seen after: half, 99 %, last"]
    return markdown_table([*head, "Not seen at the end"], rows)


def course_table(outcome: Outcome) -> str:
    """Some moments of the reconnect."""
    kinds = {"polls": ("poll", "admin poll"), "tickets": ("ticket",), "handshakes": ("connect",)}
    rows = []
    for point in outcome["points"]:
        if point["at"] in (-10, 0, 10, 30, 60, 120, 180, 240, 300):
            offered = [f"{sum(point['offered'][kind] for kind in each):,}" for each in kinds.values()]
            total = f"{sum(point['offered'].values()):,}"
            rows.append([str(point["at"]), *offered, total, f"{point['refused']:,}", share(point["live"])])
    return markdown_table(["Second", *(f"{kind}/s" for kind in kinds), "all requests/s", "refused/s", "live"], rows)


def hot_limit() -> str:
    return f"The partition carries {steady.hot_conversations():,.0f} conversations a minute of four messages each."


def hot_table(found: list[HotOutcome]) -> str:
    rows = [
        [
            f"{each['conversations']:,}",
            each["quotas"],
            f"{each['messages']:,.0f}",
            f"{each['offered']:,.0f}",
            f"{each['units']:,.0f}",
            ", ".join(f"{name} {rate:,.0f}" for name, rate in each["refused"].items()) or NOTHING,
            seconds(each["sent"]),
            seconds(each["seen"]),
            share(each["waiting"]),
        ]
        for each in found
    ]
    head = ["Conversations a minute", "Quotas", "Messages/s", "Requests/s", "Inbox write units/s", "Refused/s by"]
    return markdown_table([*head, "Stored: half, 99 %", "Seen: half, 99 %", "Not seen at the end"], rows)


def parts_table() -> str:
    rows = [[each.what, f"{each.p50:g} ms", f"{each.p99:g} ms", each.source] for each in latency.PARTS.values()]
    return markdown_table(["Part", "Half", "99 %", "Source"], rows)


def latency_table() -> str:
    rows = []
    for call in latency.LISTED:
        found = latency.times(call)
        rows.append(
            [
                call.title,
                f"{latency.round_trips(call):g}",
                f"{latency.cpu_ms(call):.0f}",
                *(f"{value:.0f}" for value in found.answer),
                f"{found.cold:,.0f}",
                ", ".join(f"{value:.0f}" for value in found.seen) if call.pushes else NOTHING,
                f"${latency.dollars_for_1000(call):.4f}",
            ]
        )
    head = ["Call", "Round trips to DynamoDB", "Ours: CPU, ms", "Answer, half", "99 %", "Cold, half"]
    return markdown_table([*head, "Last push has left: half, 99 %", "1,000 of them"], rows)


def places_table() -> str:
    send = latency.times(latency.LISTED[0])
    rows = []
    for place, kilometres in latency.PLACES.items():
        network = latency.network_ms(kilometres)
        answer = [f"{value + network:.0f}" for value in send.answer]
        seen = [f"{value + network:.0f}" for value in send.seen]
        rows.append([place, f"{kilometres:,}", f"{network:.0f}", ", ".join(answer), ", ".join(seen)])
    head = ["Page and region", "Kilometres", "There and back, ms", "A send is answered: half, 99 %, ms"]
    return markdown_table([*head, "A page as far away sees it, ms"], rows)


def seconds(values: Iterable[float | None]) -> str:
    return (
        ", ".join(NOTHING if value is None else f"{value:,.1f}" if value < 10 else f"{value:,.0f}" for value in values)
        + " s"
    )


def share(value: float) -> str:
    return f"{100 * value:.1f} %" if value and value < 0.995 else f"{100 * value:.0f} %"


def amount(value: float) -> str:
    if math.isinf(value):
        return NOTHING
    return f"{value:,.0f}" if value >= 20 or value == int(value) else f"{value:.2g}"
