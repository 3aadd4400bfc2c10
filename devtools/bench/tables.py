"""The tables of docs/performance.md."""

from collections.abc import Iterable

from deployment.cost.calls import CALLS, ROUND_TRIPS, TASKS
from deployment.cost.report import markdown_table
from devtools.bench import budgets
from devtools.bench.figures import Figure, Section, amount, number, spread
from devtools.bench.quantities import FILES, PEAK, PREFLIGHTS, RATIO, REQUESTS
from devtools.bench.quantities import ROUND_TRIPS as TRIPS
from devtools.bench.run import Run

MISSING = "Not measured yet."
Table = tuple[list[str], list[list[str]]]
SPREAD = ("Median", "Quartiles", "Medians of the rounds")


def run_line(run: Run) -> str:
    machine = run["machine"]
    versions = {"Python": machine["python"], **run["versions"]}
    lines = [
        f"Measured on {run['measured_at']}, in {run['seconds'] / 60:.0f} minutes, with",
        f"`python3 dev.py bench --write-docs`: {machine['processor']}, {machine['processors']} processors,",
        f"{machine['memory_gb']:g} GB, {machine['system']};",
        ", ".join(f"{name} {version}" for name, version in versions.items()) + ".",
    ]
    if run["plan"] != "full":
        lines.append("**This was a quick run, which only shows that everything works.**")
    return "\n".join(lines)


def of_sections(run: Run, *names: str) -> str:
    """One table of several measurements. The rows of each begin with its title, unless there is one only."""
    found = [section for name in names if (section := section_of(run, name))]
    if not found:
        return MISSING
    rows = []
    for section in found:
        for each in section["figures"]:
            title = f"{section['title']}: {each['what']}" if len(names) > 1 else each["what"]
            rows.append([title, *figures(each), budgets.of(section["name"], each["what"])])
    return with_notes(["", *SPREAD, "Budget"], rows, run, found)


def figures(found: Figure) -> list[str]:
    rounds = [number(each) for each in found["rounds"]]
    return [amount(found), spread(found), ", ".join(rounds) if len({*rounds}) > 1 else ""]


def growth(run: Run) -> str:
    if not (section := section_of(run, "growth")):
        return MISSING
    by_name = {each["what"]: each for each in section["figures"]}
    rows = []
    for what, found in by_name.items():
        call, _, kind = what.rpartition(": ")
        if kind == RATIO:
            few, many = by_name[f"{call}: few"], by_name[f"{call}: many"]
            rows.append([call, amount(few), amount(many), *figures(found)[::2], budgets.GROWTH])
    return with_notes(["", "Few", "Many", "Ratio", "Ratios of the rounds", "Budget"], rows, run, [section])


def cold_starts(run: Run) -> str:
    if not (section := section_of(run, "cold-start")):
        return MISSING
    by_name = {each["what"]: each for each in section["figures"]}
    rows = []
    for what, found in by_name.items():
        if peak := by_name.get(f"{what}: {PEAK}"):
            budget = budgets.COLD_START if what == budgets.FIRST_CALL else ""
            rows.append([what, amount(found), spread(found), amount(peak), budget])
    return with_notes(["", "CPU", "Quartiles", "Memory, at most", "Budget"], rows, run, [section])


def memory(run: Run) -> str:
    if not (section := section_of(run, "memory")):
        return MISSING
    states: dict[str, dict[str, str]] = {}
    for each in section["figures"]:
        state, _, part = each["what"].partition(": ")
        states.setdefault(state, {})[part] = amount(each)
    parts = list(dict.fromkeys(part for found in states.values() for part in found))
    rows = [[part, *(found.get(part, "") for found in states.values())] for part in parts]
    rows.append(["Budget of all processes", *budgets.MEMORY])
    return with_notes(["", *(state.capitalize() for state in states)], rows, run, [section])


def weight(run: Run) -> str:
    if not (section := section_of(run, "weight")):
        return MISSING
    found: dict[str, dict[str, str]] = {}
    for each in section["figures"]:
        what, _, kind = each["what"].rpartition(": ")
        found.setdefault(what, {})[kind] = amount(each)
    rows = [[what, kinds.get(REQUESTS, ""), kinds.get(FILES, "")] for what, kinds in found.items()]
    return markdown_table(["", "Requests", "Files, compressed"], rows)


def requests(run: Run) -> str:
    if not (section := section_of(run, "requests")):
        return MISSING
    browsers: dict[str, dict[str, dict[str, str]]] = {}
    for each in section["figures"]:
        browser, _, rest = each["what"].partition(": ")
        action, _, kind = rest.rpartition(": ")
        browsers.setdefault(browser, {}).setdefault(action, {})[kind] = number(each["median"])
    first, *others = browsers
    kinds = (REQUESTS, PREFLIGHTS, TRIPS)
    rows = [[action.capitalize(), *(found[kind] for kind in kinds)] for action, found in browsers[first].items()]
    table = markdown_table(["", "Requests", "Of which `OPTIONS`", "Round trips"], rows)
    return "\n\n".join([table, agreement(first, others, browsers)])


def agreement(first: str, others: Iterable[str], browsers: dict[str, dict[str, dict[str, str]]]) -> str:
    lines = [f"Counted in {first}."]
    for other in others:
        differing = [action for action, found in browsers[other].items() if browsers[first].get(action) != found]
        lines.append(
            f"{other} differs in: {', '.join(differing)}."
            if differing
            else f"{other} makes the same ones in every row."
        )
    return " ".join(lines)


def calls() -> Table:
    return ["Call", *UNITS], [[name, *map(units, each)] for name, each in CALLS.items()]


def tasks() -> Table:
    head = ["Invocation", *UNITS, "Other requests"]
    rows = [[name, *map(units, each.units), units(each.other_requests + each.mails)] for name, each in TASKS.items()]
    return head, rows


def round_trips() -> Table:
    return ["Call", "Before the answer"], [[name, " → ".join(each)] for name, each in ROUND_TRIPS.items()]


UNITS = ("Requests", "Read units", "Write units", "Index write units")


def units(value: float) -> str:
    return f"{value:g}"


def section_of(run: Run, name: str) -> Section | None:
    return next((each for each in run["sections"] if each["name"] == name), None)


def with_notes(head: list[str], rows: list[list[str]], run: Run, sections: list[Section]) -> str:
    """The table, and what else the machine did meanwhile. Columns that would be empty are left out."""
    kept = [at for at in range(len(head)) if at == 0 or any(row[at] for row in rows)]
    table = markdown_table([head[at] for at in kept], [[row[at] for at in kept] for row in rows])
    took = sum(section["seconds"] for section in sections)
    foreign = sum(section["seconds"] * section["foreign"] for section in sections) / took if took else 0.0
    note = f"Other programs used {foreign:.0%} of the processors meanwhile."
    earlier = sorted({section["measured_at"] for section in sections} - {run["measured_at"]})
    return "\n\n".join([table, note + "".join(f" Measured on {each}." for each in earlier)])
