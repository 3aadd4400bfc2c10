"""The bill as text, as JSON, and as the tables of docs/cost.md, which stand between two comments each."""

import json
import re
from dataclasses import asdict, replace

from deployment.cost.bill import Line, bill, polling_totals, polling_variants, total
from deployment.cost.month import Month
from deployment.cost.prices import READ_ON, REGION, SOURCES
from devtools.folders import ROOT

PAGE = ROOT / "docs" / "cost.md"
BLOCK = re.compile(r"(<!-- cost: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
EXAMPLES = {
    "An idle month": Month(),
    "A small shop": Month(messages=2_000, visitors=250, admins=1, page_views=20_000),
    "A busy shop": Month(messages=40_000, visitors=4_000, admins=4, page_views=400_000),
    "A support team": Month(messages=300_000, visitors=20_000, admins=25, page_views=2_000_000),
}


def text(month: Month) -> str:
    lines = bill(month)
    wide = max(len(line.name) for line in lines)
    rows = [("", "quantity", "list price", "a month")]
    rows += [(line.name, quantity(line), price(line), dollars(line.dollars)) for line in lines]
    rows += [("Total", "", "", dollars(total(lines)))]
    table = [f"{name:{wide}}  {count:>12}  {rate:>14}  {cost:>10}" for name, count, rate, cost in rows]
    return "\n".join([f"{description(month)}; {REGION}, list prices of {READ_ON}", "", *table])


def polling_text(month: Month) -> str:
    rows = [f"  {name:52}  {dollars(cost):>10}" for name, cost in polling_totals(month)]
    return "\n".join(["\nThe same month with other intervals:", *rows])


def document(month: Month) -> str:
    lines = bill(month)
    rows = [
        {"name": line.name, "quantity": round(line.quantity, 6), "dollars": round(line.dollars, 6)} for line in lines
    ]
    content = {
        "month": asdict(month),
        "region": REGION,
        "prices_read_on": READ_ON,
        "lines": rows,
        "total": round(total(lines), 6),
        "polling": [{"how": name, "dollars": round(cost, 6)} for name, cost in polling_totals(month)],
        "sources": SOURCES,
    }
    return json.dumps(content, indent=2)


def write_page() -> None:
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def filled(page: str) -> str:
    tables = page_tables()
    return BLOCK.sub(lambda found: f"{found[1]}\n{tables[found[2]]}\n\n{found[3]}", page)


def page_tables() -> dict[str, str]:
    return {"months": months_table(), "lines": lines_table(), "polling": polling_table()}


def months_table() -> str:
    rows = []
    for name, month in EXAMPLES.items():
        costs = [dollars(total(bill(each))) for each in (month, replace(month, free=True))]
        rows.append([name, description(month), *costs])
    return markdown_table(["Month", "What happens", "List prices", "Without what is always free"], rows)


def lines_table() -> str:
    bills = {name: bill(month) for name, month in EXAMPLES.items()}
    rows = [
        [lines[0].name, price(lines[0]), *(f"{quantity(line)} = {dollars(line.dollars)}" for line in lines)]
        for lines in zip(*bills.values(), strict=True)
    ]
    totals = ["Total", "", *(dollars(total(lines)) for lines in bills.values())]
    return markdown_table(["", "Price", *bills], [*rows, totals])


def polling_table() -> str:
    busy = {name: month for name, month in EXAMPLES.items() if not month.idle}
    columns = [polling_totals(month) for month in busy.values()]
    names = [name for name, _ in polling_variants(Month())]
    rows = [[name, *(dollars(column[at][1]) for column in columns)] for at, name in enumerate(names)]
    return markdown_table(["", *busy], rows)


def markdown_table(head: list[str], rows: list[list[str]]) -> str:
    """Columns of numbers are aligned to the right."""
    numeric = [all(row[at][:1] in "$0123456789-" for row in rows if row[at]) for at in range(len(head))]
    rule = ["---:" if right else "---" for right in numeric]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *rows])


def description(month: Month) -> str:
    if month.idle:
        return "A month in which nobody chats"
    admins = "admin" if month.admins == 1 else "admins"
    return (
        f"{month.messages:,} messages, {month.visitors:,} visitors, "
        f"{month.admins:,} {admins} for {month.admin_hours:g} hours"
    )


def quantity(line: Line) -> str:
    whole = line.quantity >= 1000 or line.quantity == int(line.quantity)
    return f"{line.quantity:,.0f}" if whole else f"{line.quantity:,.3g}"


def price(line: Line) -> str:
    return f"${line.price.dollars:g} / {line.price.unit}"


def dollars(value: float) -> str:
    return f"${value:,.2f}"
