"""All attacks. Their docstrings are the list in docs/security.md."""

from collections.abc import Callable

from tests.attacks import floods, pages, strangers, tokens, wires
from tests.attacks.target import Target

# Each returns how many attempts it made, or raises `Breach`.
ATTACKS: list[Callable[[Target], int]] = [
    tokens.forge_a_token,
    tokens.replay_a_refresh_token,
    strangers.read_anothers_conversation,
    strangers.impersonate_somebody_signed_in,
    pages.call_from_another_page,
    wires.hijack_a_socket,
    pages.run_a_script_in_the_dashboard,
    wires.break_the_server,
    floods.flood_the_site,
    floods.guess_a_password,
]


def title(attack: Callable[[Target], int]) -> str:
    return (attack.__doc__ or "").strip()
