"""Internet addresses: which of them count as one caller, and the range that is stored."""

import ipaddress
from functools import lru_cache


def caller_of(address: str) -> str:
    """The address that limits count: for IPv6 the /64, which belongs to one subscriber. "" for an invalid one."""
    return network_of(address, 32, 64)


def range_of(address: str) -> str:
    """The part of an address that is stored and can be blocked: the /24, for IPv6 the /48. "" for an invalid one."""
    return network_of(address, 24, 48)


@lru_cache(1000)  # each call of a page needs it
def network_of(address: str, bits: int, bits_of_ipv6: int) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return str(ipaddress.ip_network((parsed, bits if parsed.version == 4 else bits_of_ipv6), strict=False))
