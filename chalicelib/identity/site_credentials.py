"""Which widget tokens and identity secrets of a site are accepted: the present one, and replaced ones for a while.

Every replaced one is accepted until the time that was promised for it, not only the last. An owner whose page received
no answer replaces a token again, and the token on the site's pages must not stop working because of that.
"""

from typing import NamedTuple

from chalicelib.model import Site, now_ms

MOST = 5  # replaced ones of a kind at a time; the oldest expire early


class Replaced(NamedTuple):
    until: int  # epoch milliseconds
    value: str


def widget_tokens(site: Site) -> list[str]:
    return [site.widget_token, *(token for _, token in replaced_widget_tokens(site))]


def identity_secrets(site: Site) -> list[str]:
    if site.identity_secret is None:
        return []
    return [site.identity_secret, *(secret for _, secret in replaced_identity_secrets(site))]


def replaced_widget_tokens(site: Site) -> list[Replaced]:
    """Returns the replaced tokens that are still accepted, the last one first."""
    return accepted(site.previous_widget_token, site.previous_until, site.earlier_widget_tokens)


def replaced_identity_secrets(site: Site) -> list[Replaced]:
    """Returns the replaced secrets that are still accepted, the last one first."""
    return accepted(site.previous_identity_secret, site.previous_identity_until, site.earlier_identity_secrets)


def last_expiry(replaced: list[Replaced]) -> int | None:
    """Returns until when any of them is accepted (epoch milliseconds)."""
    return max((each.until for each in replaced), default=None)


def accepted(previous: str | None, until: int, earlier: tuple[str, ...]) -> list[Replaced]:
    """`earlier`: "1784188800000 pl_..." each."""
    parts = (entry.partition(" ") for entry in earlier)
    entries = [Replaced(until, previous or ""), *(Replaced(int(time), value) for time, _, value in parts)]
    return [each for each in entries if each.value and now_ms() < each.until]
