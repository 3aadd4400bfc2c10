"""The bill as a person reads it."""

import json
from dataclasses import asdict

from deployment.cost.bill import Line, bill, total
from deployment.cost.month import Month
from deployment.cost.peers import elsewhere
from deployment.cost.polling import sensitivity
from deployment.cost.prices import READ_ON, REGION, SOURCES


def text(month: Month) -> str:
    lines = bill(month)
    wide = max(len(line.name) for line in lines)
    rows = [f"{line.name:{wide}}  {amount(line):>12}  {rate(line):>14}  {dollars(line.dollars):>10}" for line in lines]
    heading = f"{'':{wide}}  {'how many':>12}  {'list price':>14}  {'a month':>10}"
    return "\n".join(
        [
            f"{told(month)}; {REGION}, list prices of {READ_ON}",
            "",
            heading,
            *rows,
            f"{'Total':{wide}}  {'':12}  {'':14}  {dollars(total(lines)):>10}",
        ]
    )


def told(month: Month) -> str:
    if month.idle:
        return "A month in which nobody chats"
    return (
        f"{month.messages:,} messages, {month.visitors:,} visitors, {month.admins:,} "
        f"{'admin' if month.admins == 1 else 'admins'} for {month.admin_hours:g} hours"
    )


def document(month: Month) -> str:
    lines = bill(month)
    return json.dumps(
        {
            "month": asdict(month),
            "region": REGION,
            "prices_read_on": READ_ON,
            "lines": [
                {"name": line.name, "quantity": round(line.quantity, 6), "dollars": round(line.dollars, 6)}
                for line in lines
            ],
            "total": round(total(lines), 6),
            "polling": [{"how": how, "dollars": round(cost, 6)} for how, cost in sensitivity(month)],
            "elsewhere": elsewhere(month),
            "sources": SOURCES,
        },
        indent=2,
    )


def amount(line: Line) -> str:
    return (
        f"{line.quantity:,.0f}"
        if line.quantity >= 1000 or line.quantity == int(line.quantity)
        else f"{line.quantity:,.3g}"
    )


def rate(line: Line) -> str:
    price = line.price
    return f"${price.dollars:g} / {price.unit}"


def dollars(value: float | None) -> str:
    return "-" if value is None else f"${value:,.2f}"
