"""Addresses of other people's servers to which Porchlight sends: webhooks and push services.

An owner or a browser gives them, so they must not lead into a private network or to AWS's metadata service.
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 2048
HTTPS_PORT = 443
SCHEMES = {"https": HTTPS_PORT, "http": 80}

# IPv6 has many forms that contain an IPv4 address, or lead elsewhere. All others than these are refused.
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# Python calls these global, or did so in some versions.
NEVER = (
    ipaddress.ip_network("192.0.0.0/24"),  # IETF protocols
    ipaddress.ip_network("192.88.99.0/24"),  # relays from IPv4 to IPv6 (6to4)
    ipaddress.ip_network("2001::/23"),  # IETF protocols, Teredo among them
    ipaddress.ip_network("2001:db8::/32"),  # documentation
    ipaddress.ip_network("2002::/16"),  # 6to4: contains an IPv4 address
    ipaddress.ip_network("3fff::/20"),  # documentation
)


class TargetRefused(Exception):
    """Nothing is sent to this target, now or later. The text is for the person who gave it."""


@dataclass(frozen=True, slots=True)
class Target:
    scheme: str
    host: str  # without brackets, and in ASCII
    port: int
    path: str  # with the query


def parse(url: str, private: bool = False) -> Target:
    """Raises `TargetRefused` unless it is an https address of the usual port, without a user name.

    `private`: http and other ports are allowed too. The host may still resolve to a refused address: `is_public`.
    """
    if len(url) > LONGEST or not url.isprintable() or " " in url or "\\" in url:
        raise TargetRefused("This is not a web address.")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError) as error:
        raise TargetRefused("This is not a web address.") from error
    if parts.scheme not in (SCHEMES if private else ("https",)):
        raise TargetRefused("The address must begin with https://.")
    if not host or "%" in host:
        raise TargetRefused("The address has no host name.")
    if parts.username is not None or parts.password is not None:
        raise TargetRefused("The address must not contain a user name or a password before the host name.")
    if port not in (None, HTTPS_PORT) and not private:
        raise TargetRefused("The address must not have a port other than 443.")
    if not private and is_address(host) and not is_public(host):
        raise TargetRefused("The address is not on the public internet.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii():
        raise TargetRefused("The address contains characters that must be percent-encoded.")
    return Target(parts.scheme, host, SCHEMES[parts.scheme] if port is None else port, path)


def is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Whether an IP address belongs to one host on the internet."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # such as "fe80::1%eth0" in some versions of Python
        return False
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if ip.version == 6 and ip not in GLOBAL_UNICAST:
        return False
    return not any(ip in network for network in NEVER)
