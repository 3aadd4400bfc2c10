"""The bill of a month, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from deployment.cost.calls import CALLS, STORED_BYTES
from deployment.cost.prices import PRICES, Price
from deployment.cost.usage import HEARTBEAT, METRICS, Month, Usage, usage

GB = 1024**3
HOURS = 730  # of a month

# Measured by devtools/bench/call_cpu.py; docs/cost.md describes the conditions.
CALL_CPU_MS = 1.4
REQUEST_CPU_MS = 2.2
PUSH_CPU_MS = 2.0
PASSWORD_CPU_MS = 50.0
FULL_CPU_MB = 1769  # the memory at which Lambda gives one full CPU

RESPONSE_BYTES = 1500  # average of a response of API Gateway, with headers
PUSH_BYTES = 500
LOG_BYTES = 1000  # of one invocation: its own line of 200 to 720, Lambda's three lines, and 26 for each of them
LOG_MONTHS = 1
ROW_BYTES = 100  # DynamoDB's overhead for each row
LOADER_BYTES = 3_900
PANEL_BYTES = 26_500
DASHBOARD_BYTES = 60_000
PAGES_GB = 0.002  # stored in the bucket


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    quantity: float
    price: Price
    free: bool  # whether the always free amount is subtracted

    @property
    def dollars(self) -> float:
        charged = max(0.0, self.quantity - self.price.free) if self.free else self.quantity
        return charged / self.price.per * self.price.dollars


def bill(month: Month) -> list[Line]:
    billed = quantities(month, usage(month))
    return [Line(name, billed[name], price, month.free) for name, price in PRICES.items()]


def total(lines: list[Line]) -> float:
    return sum(line.dollars for line in lines)


def quantities(month: Month, used: Usage) -> dict[str, float]:
    """By the names of `PRICES`."""
    calls = {**used.rest, **used.events}
    invocations, requests = sum(calls.values()), sum(used.rest.values())
    written = sum((CALLS[name].written + CALLS[name].index_written) * times for name, times in calls.items())
    stored = stored_gb(month)
    logged = invocations * LOG_BYTES / GB
    return {
        "REST calls": requests + used.preflights,
        "WebSocket messages": used.pushes + used.events[HEARTBEAT],
        "WebSocket minutes": used.minutes,
        "Lambda calls": invocations,
        "Lambda GB-seconds, arm64": sum(lambda_seconds(month, calls, used.pushes)) * month.memory_mb / 1024,
        "DynamoDB read units": sum(CALLS[name].read * times for name, times in calls.items()),
        "DynamoDB write units": written,
        "DynamoDB storage": stored,
        "DynamoDB point-in-time recovery": stored,
        **page_quantities(month),
        "S3 storage": PAGES_GB,
        "Data out of API Gateway": (requests * RESPONSE_BYTES + used.pushes * PUSH_BYTES) / GB,
        "Logs taken in": logged,
        "Logs kept": logged * LOG_MONTHS,
        # A metric is billed for the hours in which it has values: while an admin's dashboard is open.
        "Metrics": 0.0 if month.idle else len(METRICS) * min(1.0, month.admin_hours / HOURS),
        "Alarms": month.alarms,
        "Dashboard": month.dashboards,
    }


def lambda_seconds(month: Month, calls: Mapping[str, float], pushes: float) -> Iterator[float]:
    """Billed seconds: CPU time at the share that the memory gives, requests to DynamoDB, and cold starts."""
    share = min(1.0, month.memory_mb / FULL_CPU_MB)
    for name, times in calls.items():
        requests = CALLS[name].requests
        cpu = CALL_CPU_MS + REQUEST_CPU_MS * requests + PASSWORD_CPU_MS * (name == "sign-in")
        yield times * (cpu / share + requests * month.round_trip_ms + month.cold_share * month.cold_ms) / 1000
    yield pushes * PUSH_CPU_MS / share / 1000


def stored_gb(month: Month) -> float:
    """Both tables and the two indexes of conversations, after `months_kept` such months."""
    message, conversation = (STORED_BYTES[kind] + ROW_BYTES for kind in ("message", "conversation"))
    return month.months_kept * (month.messages * message + month.visitors * conversation * 3) / GB


def page_quantities(month: Month) -> dict[str, float]:
    opened = month.visitors * month.pages
    sign_ins = month.admins * month.admin_hours / 8
    sent = (month.page_views + opened) * LOADER_BYTES + opened * PANEL_BYTES + sign_ins * DASHBOARD_BYTES
    return {"CloudFront requests": month.page_views + opened * 2 + sign_ins * 5, "CloudFront data": sent / GB}


def polling_totals(month: Month) -> list[tuple[str, float]]:
    """The month's total in dollars with other intervals, and without sockets."""
    return [(name, total(bill(variant))) for name, variant in polling_variants(month)]


def polling_variants(month: Month) -> list[tuple[str, Month]]:
    live = replace(month, socket=True)
    polling = replace(month, socket=False)
    always = replace(polling, active_share=1.0)
    return [
        *((f"socket, a check every {each} s", replace(live, check_seconds=each)) for each in (10, 30, 60, 300)),
        ("no socket, a poll every 1 s, slowing down to 15 s", polling),
        ("no socket, a poll every 5 s, slowing down to 15 s", replace(polling, poll_seconds=5)),
        ("no socket, a poll every 5 s, always", replace(always, poll_seconds=5)),
        ("no socket, a poll every 1 s, always", always),
    ]
