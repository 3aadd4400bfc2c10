"""The bill of a month, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from deployment.cost.calls import ALERT_OF_ONE, ALERT_OF_TWO, CALLS, STORED_BYTES, TASKS, Task, Units
from deployment.cost.month import Month
from deployment.cost.prices import PRICES, Price
from deployment.cost.usage import ALERT_METRICS, FRAMES, METRICS, Usage, usage

GB = 1024**3
HOURS = 730  # of a month

# `dev.py bench cpu` measures the first two; docs/cost.md describes the conditions.
CALL_CPU_MS = 0.4
REQUEST_CPU_MS = 0.5
PUSH_CPU_MS = 0.2
PASSWORD_CPU_MS = 50.0
FULL_CPU_MB = 1769  # the memory at which Lambda gives one full CPU

RESPONSE_BYTES = 1500  # average of a response of API Gateway, with headers
PUSH_BYTES = 500
NOTIFICATION_BYTES = 3_000  # 2,048 of content, with the encryption's and the headers
WEBHOOK_BYTES = 1_500
MAIL_BYTES = 6_000
RECEIVED_BYTES = 20_000
LOG_BYTES = 1000  # of one invocation: its own line of 200 to 720, Lambda's three lines, and 26 for each of them
LOG_MONTHS = 1
ROW_BYTES = 100  # DynamoDB's overhead for each row
# Compressed.
LOADER_BYTES = 4_900
SETTINGS_BYTES = 500  # of the file that the loader reads
PANEL_BYTES, PANEL_FILES = 32_500, 3  # with the language and the lazy part
DASHBOARD_BYTES, DASHBOARD_FILES = 80_000, 14
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
    calls, tasks = {**used.rest, **used.events}, [*invocations_of_tasks(month, used)]
    units = [*((CALLS[name], times) for name, times in calls.items()), *((task.units, times) for task, times in tasks)]
    invocations, requests = sum(times for _, times in units), sum(used.rest.values())
    stored = stored_gb(month)
    logged = invocations * LOG_BYTES / GB
    mails = sum(task.mails * times for task, times in tasks)
    return {
        "REST calls": requests + used.preflights,
        "WebSocket messages": used.pushes + sum(used.events[frame] for frame in FRAMES),
        "WebSocket minutes": used.minutes,
        "Lambda calls": invocations,
        "Lambda GB-seconds, arm64": sum(lambda_gb_seconds(month, calls, tasks, used.pushes)),
        "DynamoDB read units": sum(each.read * times for each, times in units),
        "DynamoDB write units": sum((each.written + each.index_written) * times for each, times in units),
        "DynamoDB storage": stored,
        "DynamoDB point-in-time recovery": stored,
        **page_quantities(month),
        "S3 storage": PAGES_GB + month.mails_received * RECEIVED_BYTES / GB,  # for 30 days
        "S3 writes": month.mails_received,
        "Schedules": sum(task.schedules * times for task, times in tasks) + month.mentions,
        "Mails sent": mails,
        "Mail data": mails * MAIL_BYTES / GB,
        "Mails received": month.mails_received,
        "Data out": (requests * RESPONSE_BYTES + used.pushes * PUSH_BYTES + alert_bytes(month, used)) / GB,
        "Logs taken in": logged,
        "Logs kept": logged * LOG_MONTHS,
        "Metrics": metrics(month, used),
        "Alarms": month.alarms,
        "Dashboard": month.dashboards,
    }


def invocations_of_tasks(month: Month, used: Usage) -> Iterator[tuple[Task, float]]:
    for name, times in used.tasks.items():
        yield TASKS[name], times
    yield alert_of(month.alerted), used.alerts


def alert_of(admins: int) -> Task:
    """Each admin costs as much as the second one."""
    one, two = TASKS[ALERT_OF_ONE], TASKS[ALERT_OF_TWO]

    def of(first: float, second: float) -> float:
        return first + (second - first) * (admins - 1)

    units = Units(*(of(first, second) for first, second in zip(one.units, two.units, strict=True)))
    return Task(units, mails=of(one.mails, two.mails), other_requests=of(one.other_requests, two.other_requests))


def lambda_gb_seconds(
    month: Month, calls: Mapping[str, float], tasks: list[tuple[Task, float]], pushes: float
) -> Iterator[float]:
    """CPU time at the share that the memory gives, requests that are waited for, and cold starts."""
    cold = month.cold_share * month.cold_ms
    for name, times in calls.items():
        requests = CALLS[name].requests
        cpu = CALL_CPU_MS + REQUEST_CPU_MS * requests + PASSWORD_CPU_MS * (name == "sign-in")
        yield times * gb_seconds(month.memory_mb, cpu, requests * month.round_trip_ms + cold)
    yield pushes * gb_seconds(month.memory_mb, PUSH_CPU_MS, 0)
    cold = month.background_cold_share * month.background_cold_ms
    for task, times in tasks:
        requests = task.units.requests
        cpu = CALL_CPU_MS + REQUEST_CPU_MS * (requests + task.other_requests)
        waited = requests * month.round_trip_ms + task.other_requests * month.service_ms
        yield times * gb_seconds(task.memory_mb, cpu, waited + cold)


def gb_seconds(memory_mb: int, cpu_ms: float, waited_ms: float) -> float:
    share = min(1.0, memory_mb / FULL_CPU_MB)
    return (cpu_ms / share + waited_ms) / 1000 * memory_mb / 1024


def alert_bytes(month: Month, used: Usage) -> float:
    return used.alerts * (month.alerted * NOTIFICATION_BYTES + WEBHOOK_BYTES) + month.mentions * NOTIFICATION_BYTES


def metrics(month: Month, used: Usage) -> float:
    """A metric is billed for the hours in which it has values: while a dashboard is open, and while a visitor who
    writes is not answered, at most one in an hour."""
    if month.idle:
        return 0.0
    attended = min(HOURS, month.admin_hours)
    alone = min(HOURS - attended, used.alerts)
    return (len(METRICS) * attended + len(ALERT_METRICS) * alone) / HOURS


def stored_gb(month: Month) -> float:
    """Both tables and the two indexes of conversations, after `months_kept` such months."""
    message, conversation = (STORED_BYTES[kind] + ROW_BYTES for kind in ("message", "conversation"))
    return month.months_kept * (month.messages * message + month.visitors * conversation * 3) / GB


def page_quantities(month: Month) -> dict[str, float]:
    opened = month.visitors * month.pages
    sign_ins = month.admins * month.admin_hours / 8
    views = month.page_views + opened
    sent = views * (LOADER_BYTES + SETTINGS_BYTES) + opened * PANEL_BYTES + sign_ins * DASHBOARD_BYTES
    requests = views * 2 + opened * PANEL_FILES + sign_ins * DASHBOARD_FILES
    return {"CloudFront requests": requests, "CloudFront data": sent / GB}


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
