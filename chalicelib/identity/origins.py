"""Origins of web pages: scheme, host and port, as browsers send them.

A site lists exact ones, and may write `https://*.shop.example` for every subdomain of shop.example, however deep, with
the same scheme and port, and not for shop.example itself. There is no other pattern: what is matched in part is matched
by strangers.
"""

import ipaddress
import re
from collections.abc import Iterable

ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?P<any>\*\.)?(?P<host>[a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?P<port>:[0-9]{1,5})?"
)
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
USUAL_PORT = {"http": ":80", "https": ":443"}


def allowed(listed: Iterable[str], origin: str | None) -> bool:
    """Is this origin, as a browser has sent it, on a site's list?"""
    if origin is None or "*" in origin:
        return False
    return any(origin == each or is_subdomain(each, origin) for each in listed)


def is_subdomain(listed: str, origin: str) -> bool:
    pattern, page = ORIGIN.fullmatch(listed), ORIGIN.fullmatch(origin)
    if not pattern or not page or not pattern["any"]:
        return False
    same = (page["scheme"], page["port"]) == (pattern["scheme"], pattern["port"])
    host, domain = page["host"], f".{pattern['host']}"
    return same and host.endswith(domain) and is_name(host)


def is_listable(origin: str) -> bool:
    """May a site list this? In the form that browsers send, so that it can be met at all."""
    found = ORIGIN.fullmatch(origin)
    if not found or not is_port(found["scheme"], found["port"]):
        return False
    host = found["host"]
    if found["any"]:  # *.com would be everybody's
        return is_name(host) and ("." in host or host == "localhost")
    return is_name(host) or is_address(host)


def is_name(host: str) -> bool:
    labels = host.split(".")
    return all(map(LABEL.fullmatch, labels)) and not labels[-1].isdigit()


def is_address(host: str) -> bool:
    try:
        return str(ipaddress.ip_address(host.strip("[]"))) == host.strip("[]") and (":" in host) == host.startswith("[")
    except ValueError:
        return False


def is_port(scheme: str, port: str | None) -> bool:
    """Browsers leave a scheme's usual port out."""
    if port is None:
        return True
    return port != USUAL_PORT[scheme] and not port.startswith(":0") and int(port[1:]) < 65536
