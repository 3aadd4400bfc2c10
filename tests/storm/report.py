"""The report of a storm: counts, latencies by phase, and findings."""

import bisect
from collections import Counter

from tests.storm.checker import Finding
from tests.storm.faults import KINDS
from tests.storm.options import Options
from tests.storm.phases import Phase
from tests.storm.records import Records
from tests.storm.storm import Outcome

SHOWN = 20  # findings of each kind
COUNTED = ["lost", "doubled", "misordered", "note lost", "note doubled", "note misordered", "assignment"]
STATUSES = ("closed", "reopened")
NAMES = {
    "note lost": "notes lost",
    "note doubled": "notes doubled",
    "note misordered": "notes misordered",
    "assignment": "assignments that disagree",
}
WORKS = {
    "assigns": "assignments tried",
    "assigns_too_late": "assignments of which a colleague was first",
    "tags": "changes of tags",
    "snoozes": "snoozes, and ends of them",
    "closings": "closings tried",
    "reopenings": "reopenings by an admin",
    "links": "links of two conversations, and ends of them",
}
SERVED = {
    "remembered_right": "messages stored without a read of the row",
    "remembered_wrong": "rows remembered that were out of date",
    "handed_over": "events handed over",
}


def fill(phases: list[Phase], records: Records) -> None:
    """Assigns the messages to the phases in which they were sent, with the times until other pages showed them."""
    starts = [phase.started_at for phase in phases]
    sends = {}
    for send in records.sends:
        phase = phases[max(0, bisect.bisect_right(starts, send.at) - 1)]
        phase.messages += 1
        sends[send.client_id] = (send, phase)
    for life in records.lives.values():
        for view in life.views:
            for message in view.more:
                found = sends.get(message.client_id)
                # Only pages that were open when the message was sent, except the sender's.
                if found and life.at <= found[0].at and life.tab != found[0].tab:
                    found[1].seen.append(view.at - found[0].at)


def table(options: Options, outcome: Outcome, findings: list[Finding]) -> str:
    fill(outcome.phases, outcome.records)
    records, kinds = outcome.records, Counter(finding.kind for finding in findings)
    stored = sum(len(log) for log in outcome.logs.values())
    final = sum(life.final for life in records.lives.values())
    snapshots = sum(len(life.views) for life in records.lives.values())
    pages = {life.tab for life in records.lives.values()}
    everything = [ms for phase in outcome.phases for ms in phase.seen]
    rate = len(records.sends) / outcome.seconds if outcome.seconds else 0
    lines = [
        f"Storm, seed {options.seed}: {len(records.sends):,} messages in {len(outcome.logs):,} conversations, "
        f"{len(pages):,} tabs, {outcome.seconds / 60:.1f} minutes ({rate:.0f} messages/s)",
        "",
        row("sent", len(records.sends)),
        row("stored", stored),
        *(row(kind, kinds[kind]) for kind in COUNTED[:3]),
        row("notes written, changed or deleted", len(records.notes)),
        *(row(name, records.counts[count]) for count, name in WORKS.items()),
        row(
            "closings and reopenings stored",
            sum(each.kind in STATUSES for log in outcome.logs.values() for each in log),
        ),
        row("entries of desk logs stored", sum(len(desk.entries) for desk in outcome.desks.values())),
        *(row(NAMES[kind], kinds[kind]) for kind in COUNTED[3:]),
        row("other findings", sum(kinds.values()) - sum(kinds[kind] for kind in COUNTED)),
        row("final views equal to their logs", final),
        row("snapshots checked", snapshots),
        row("gaps repaired", records.counts["repaired"]),
        row("sends retried", records.counts["retries"]),
        row("retries that found the message stored", records.counts["found_stored"]),
        *(row(name, records.counts[count]) for count, name in SERVED.items()),
        row("server processes killed and restarted", outcome.restarts),
        f"{'seconds until all pages had every message':<45}{outcome.settle_seconds:>10,.1f}",
        "",
        "Time from send to display in every other open page (ms)",
        f"{'Fault':<18}{'injected':>9}{'messages':>10}{'p50':>8}{'p95':>8}{'p99':>8}",
        *(phase_row(phase.name, phase.injected, phase.messages, phase.seen) for phase in outcome.phases),
        phase_row("total", sum(outcome.injector.counts.values()), len(records.sends), everything),
        "",
        "Faults injected",
        *(f"{kind:<18}{outcome.injector.counts[kind]:>9,}  {KINDS[kind].text}" for kind in options.faults),
    ]
    return "\n".join(lines)


def row(text: str, count: int) -> str:
    return f"{text:<45}{count:>10,}"


def phase_row(name: str, injected: int, messages: int, seen: list[float]) -> str:
    ordered = sorted(seen)
    figures = [f"{percentile(ordered, share):>8,.0f}" if ordered else f"{'-':>8}" for share in (0.5, 0.95, 0.99)]
    return f"{name:<18}{injected:>9,}{messages:>10,}{''.join(figures)}"


def percentile(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def listing(findings: list[Finding]) -> str:
    lines = []
    for kind, count in Counter(finding.kind for finding in findings).items():
        lines.append(f"{kind}: {count}")
        lines += [f"  {finding.text}" for finding in findings if finding.kind == kind][:SHOWN]
    return "\n".join(lines)
