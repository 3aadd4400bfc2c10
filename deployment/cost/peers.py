"""The same month elsewhere. Pusher and Ably only carry messages: storage, inbox and pages come on top."""

from deployment.cost.month import Month
from deployment.cost.prices import ABLY, ABLY_BASE, PUSHER, VM_DOLLARS
from deployment.cost.usage import usage

BUSY_SHARE = 0.1  # of a day's messages fall into its busiest hour
DAYS = 22


def elsewhere(month: Month) -> dict[str, float | None]:
    """Dollars a month, by name. None: no plan of theirs that has a list price is large enough."""
    return {
        "Pusher Channels, messages only": pusher(month),
        "Ably, messages only": ably(month),
        "A $20 VM with Chatwoot": VM_DOLLARS,
    }


def delivered(month: Month) -> float:
    """Messages as both count them: one published, and one for everybody who gets it; read marks are messages too."""
    return 2 * month.messages * (month.admins + 2)


def connections(month: Month) -> float:
    """Open at once in the busiest hour."""
    visitors_in_it = month.visitors / DAYS * BUSY_SHARE
    return month.admins + visitors_in_it * month.visit_minutes / 60


def pusher(month: Month) -> float | None:
    a_day = delivered(month) / DAYS
    fitting = [plan for plan in PUSHER if plan.connections >= connections(month) and plan.messages_a_day >= a_day]
    return fitting[0].dollars if fitting else None


def ably(month: Month) -> float:
    minutes = usage(month).minutes + month.visitors * month.visit_minutes  # of connections, and of channels
    price = ABLY["messages"]
    messages = delivered(month) / price.per * price.dollars
    return ABLY_BASE + messages + minutes / ABLY["minutes"].per * ABLY["minutes"].dollars
