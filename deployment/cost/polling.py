"""What the same month costs with other intervals: how much depends on them."""

from dataclasses import replace

from deployment.cost.bill import bill, total
from deployment.cost.month import Month


def sensitivity(month: Month) -> list[tuple[str, float]]:
    """Returns each way to follow a conversation, and the month's total in dollars."""
    return [(how, total(bill(varied))) for how, varied in ways(month)]


def ways(month: Month) -> list[tuple[str, Month]]:
    live = replace(month, socket=True)
    polling = replace(month, socket=False)
    always = replace(polling, active_share=1.0)
    return [
        *(
            (f"socket, a check every {seconds} s", replace(live, check_seconds=seconds))
            for seconds in (10, 30, 60, 300)
        ),
        ("no socket, a poll every 1 s, slowing down to 15 s", polling),
        ("no socket, a poll every 5 s, slowing down to 15 s", replace(polling, poll_seconds=5)),
        ("no socket, a poll every 5 s, always", replace(always, poll_seconds=5)),
        ("no socket, a poll every 1 s, always", always),
    ]
