"""The rules for webhooks of both kinds: the form of an address, and how much owners may send."""

from chalicelib.config import config
from chalicelib.errors import TooManyTests, WebhookAddressRefused
from chalicelib.identity import targets
from chalicelib.model import now_ms
from chalicelib.storage import counters


def check_address(address: str) -> None:
    """Where a name leads is checked when something is sent. Raises `WebhookAddressRefused`."""
    try:
        targets.parse(address, private=config().private_targets)
    except targets.TargetRefused as refused:
        raise WebhookAddressRefused("address", str(refused)) from refused


def count_sending(kind: str, site_id: str, seconds: int, at_most: int) -> None:
    """Counts a request that an owner asks for. `at_most` are sent within so many seconds. Raises `TooManyTests`."""
    period, begun = divmod(now_ms() // 1000, seconds)
    if not counters.count(f"{kind}#{site_id}#{period}", at_most, (period + 2) * seconds):
        raise TooManyTests(retry_after=seconds - begun)
