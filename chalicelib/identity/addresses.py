"""Internet addresses: what counts as one caller."""

import ipaddress


def caller_of(address: str) -> str:
    """The address as limits count it: of IPv6 the /64, which one subscriber has whole. "" for what is no address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
