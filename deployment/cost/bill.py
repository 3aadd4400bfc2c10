"""The bill of a month, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from deployment.cost import watching
from deployment.cost.calls import CALLS, STORED_BYTES
from deployment.cost.month import Month
from deployment.cost.prices import PRICES, Price
from deployment.cost.usage import Usage, usage

GB = 1024**3
HOURS = 730  # of a month

# Measured by devtools/bench/call_cpu.py; docs/cost.md says on what.
CALL_CPU_MS = 1.4
REQUEST_CPU_MS = 2.2
PUSH_CPU_MS = 2.0
PASSWORD_CPU_MS = 50.0
FULL_CPU_MB = 1769  # the memory with which Lambda gives one whole CPU

ANSWER_BYTES = 1500  # with its headers, on average, as it leaves API Gateway
PUSH_BYTES = 500
LOG_BYTES = 1000  # of one Lambda call: its own line of 200 to 720, the platform's three, 26 more for each
LOG_MONTHS = 1
ROW_BYTES = 100  # that DynamoDB adds to each row
LOADER_BYTES = 3_900
PANEL_BYTES = 26_500
DASHBOARD_BYTES = 60_000
PAGES_GB = 0.002  # stored in the bucket


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    quantity: float
    price: Price
    free: bool  # is what is always free taken off?

    @property
    def dollars(self) -> float:
        charged = max(0.0, self.quantity - self.price.free) if self.free else self.quantity
        return charged / self.price.per * self.price.dollars


def bill(month: Month) -> list[Line]:
    quantities = counted(month, usage(month))
    return [Line(name, quantities[name], price, month.free) for name, price in PRICES.items()]


def total(lines: list[Line]) -> float:
    return sum(line.dollars for line in lines)


def counted(month: Month, used: Usage) -> dict[str, float]:
    """What is billed, by the names of `PRICES`."""
    calls = {**used.rest, **used.events}
    invoked, asked = sum(calls.values()), sum(used.rest.values())
    stored = stored_gb(month)
    logged = invoked * LOG_BYTES / GB
    return {
        "REST calls": asked + used.preflights,
        "WebSocket messages": used.pushes + used.events["heartbeat of a page with one conversation open"],
        "WebSocket minutes": used.minutes,
        "Lambda calls": invoked,
        "Lambda GB-seconds, arm64": sum(seconds(month, calls, used.pushes)) * month.memory_mb / 1024,
        "DynamoDB read units": sum(CALLS[name].read * times for name, times in calls.items()),
        "DynamoDB write units": sum(
            (CALLS[name].written + CALLS[name].index_written) * times for name, times in calls.items()
        ),
        "DynamoDB storage": stored,
        "DynamoDB point-in-time recovery": stored,
        **pages(month),
        "S3 storage": PAGES_GB,
        "Data out of API Gateway": (asked * ANSWER_BYTES + used.pushes * PUSH_BYTES) / GB,
        "Logs taken in": logged,
        "Logs kept": logged * LOG_MONTHS,
        "Metrics": metrics(month),
        "Alarms": month.alarms,
        "Dashboard": month.dashboards,
    }


def metrics(month: Month) -> float:
    """They are billed for the hours in which they have values: while somebody answers."""
    return 0.0 if month.idle else len(watching.METRICS) * min(1.0, month.admin_hours / HOURS)


def seconds(month: Month, calls: Mapping[str, float], pushes: float) -> Iterator[float]:
    """The seconds that Lambda bills: CPU at the share that the memory gives, waiting for DynamoDB, and cold starts."""
    share = min(1.0, month.memory_mb / FULL_CPU_MB)
    for name, times in calls.items():
        requests = CALLS[name].requests
        cpu = CALL_CPU_MS + REQUEST_CPU_MS * requests + PASSWORD_CPU_MS * (name == "sign-in")
        yield times * (cpu / share + requests * month.round_trip_ms + month.cold_share * month.cold_ms) / 1000
    yield pushes * PUSH_CPU_MS / share / 1000


def stored_gb(month: Month) -> float:
    """Both tables, and two indexes with the conversations once more, after `months_kept` such months."""
    message, conversation = (STORED_BYTES[kind] + ROW_BYTES for kind in ("message", "conversation"))
    return month.months_kept * (month.messages * message + month.visitors * conversation * 3) / GB


def pages(month: Month) -> dict[str, float]:
    opened = month.visitors * month.pages
    signed_in = month.admins * month.admin_hours / 8
    sent = (month.page_views + opened) * LOADER_BYTES + opened * PANEL_BYTES + signed_in * DASHBOARD_BYTES
    return {"CloudFront requests": month.page_views + opened * 2 + signed_in * 5, "CloudFront data": sent / GB}
