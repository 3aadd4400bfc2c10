"""The examples of docs/cost.md: each stands between two comments, and is what the calculator says."""

import re
from dataclasses import replace
from pathlib import Path

from deployment.cost.bill import bill, total
from deployment.cost.month import Month
from deployment.cost.peers import elsewhere
from deployment.cost.polling import sensitivity, ways
from deployment.cost.table import amount, dollars, rate, told

PAGE = Path(__file__).parents[2] / "docs" / "cost.md"
BLOCK = re.compile(r"(<!-- cost: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

EXAMPLES = {
    "An idle month": Month(),
    "A small shop": Month(messages=2_000, visitors=250, admins=1, page_views=20_000),
    "A busy shop": Month(messages=40_000, visitors=4_000, admins=4, page_views=400_000),
    "A support team": Month(messages=300_000, visitors=20_000, admins=25, page_views=2_000_000),
}


def write() -> None:
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def filled(page: str) -> str:
    made = blocks()
    return BLOCK.sub(lambda found: f"{found[1]}\n{made[found[2]]}\n\n{found[3]}", page)


def blocks() -> dict[str, str]:
    return {"months": months(), "lines": lines(), "polling": polling(), "elsewhere": others()}


def months() -> str:
    head = ["Month", "What happens", "List prices", "Without what is always free"]
    return grid(
        head,
        [
            [name, told(month), dollars(cost(month)), dollars(cost(replace(month, free=True)))]
            for name, month in EXAMPLES.items()
        ],
    )


def lines() -> str:
    bills = {name: bill(month) for name, month in EXAMPLES.items()}
    rows = [
        [several[0].name, rate(several[0]), *(f"{amount(line)} = {dollars(line.dollars)}" for line in several)]
        for several in zip(*bills.values(), strict=True)
    ]
    totals = ["Total", "", *(dollars(total(each)) for each in bills.values())]
    return grid(["", "Price", *bills], [*rows, totals])


def polling() -> str:
    busy = {name: month for name, month in EXAMPLES.items() if not month.idle}
    columns = [sensitivity(month) for month in busy.values()]
    rows = [[how, *(dollars(column[at][1]) for column in columns)] for at, (how, _) in enumerate(ways(Month()))]
    return grid(["", *busy], rows)


def others() -> str:
    here = ["Porchlight, everything", *(dollars(cost(month)) for month in EXAMPLES.values())]
    prices = [elsewhere(month) for month in EXAMPLES.values()]
    return grid(["", *EXAMPLES], [here, *([name, *(dollars(each[name]) for each in prices)] for name in prices[0])])


def cost(month: Month) -> float:
    return total(bill(month))


def grid(head: list[str], rows: list[list[str]]) -> str:
    """A table, with figures to the right."""
    right = [all(row[at][:1] in "$0123456789-" for row in rows if row[at]) for at in range(len(head))]
    rule = ["---:" if numbers else "---" for numbers in right]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, rule, *rows])
