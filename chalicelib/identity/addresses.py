"""Internet addresses: what counts as one caller."""

import ipaddress


def caller_of(address: str) -> str:
    """The address as limits count it: of IPv6 the /64, which one subscriber has whole. "" for what is no address."""
    return within(address, 32, 64)


def range_of(address: str) -> str:
    """What is kept of an address and can be blocked: the /24, of IPv6 the /48. "" for what is no address."""
    return within(address, 24, 48)


def within(address: str, bits: int, bits_of_6: int) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return str(ipaddress.ip_network((parsed, bits if parsed.version == 4 else bits_of_6), strict=False))
