"""Origins of web pages: scheme, host and port, as browsers send them (RFC 6454).

A site lists exact origins. `https://*.shop.example` stands for every subdomain of shop.example, however deep, with the
same scheme and port, and not for shop.example itself. There are no other patterns: strangers could register domains
that match a part. Pages inside an app have the app's own scheme, as in `capacitor://localhost`, and are matched
exactly. The opaque origin `null` is sent by every sandboxed frame and every local file, so it is never listed.
"""

import ipaddress
import re
from collections.abc import Iterable

from chalicelib.identity.text import trim

ORIGIN = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]{0,39})://(?P<any>\*\.)?(?P<host>[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?P<port>:[0-9]{1,5})?"
)
TYPED = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<any>\*\.)?(?P<host>\[[^\]]*\]|[^\s/?#\\@:\[\]]+)(:(?P<port>[0-9]{1,5}))?([/?#].*)?",
    re.IGNORECASE,
)
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
USUAL_PORT = {"http": ":80", "https": ":443"}
# Schemes whose pages have no origin of their own: one local file cannot be distinguished from another.
NO_PAGES = {"about", "blob", "content", "data", "file", "filesystem", "ftp", "javascript", "mailto", "ws", "wss"}


def allowed(listed: Iterable[str], origin: str | None) -> bool:
    """Returns whether an origin, as sent by a browser, is on a site's list."""
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


def typed(text: str) -> str | None:
    """Returns a typed origin in the form that browsers send: without path, default port and capitals, and with an
    internationalised domain in punycode. None if a site may not list it."""
    found = TYPED.fullmatch(trim(text))
    if not found:
        return None
    scheme, port = found["scheme"].lower(), f":{int(found['port'])}" if found["port"] else ""
    host = as_sent(found["host"], scheme)
    if host is None:
        return None
    origin = f"{scheme}://{found['any'] or ''}{host}{'' if port == USUAL_PORT.get(scheme) else port}"
    return origin if is_listable(origin) else None


def as_sent(host: str, scheme: str) -> str | None:
    if host.startswith("["):
        try:
            return f"[{ipaddress.IPv6Address(host[1:-1])}]"
        except ValueError:
            return None
    if host.isascii():
        return host.lower()
    return punycode(host) if scheme in USUAL_PORT else None


def punycode(host: str) -> str | None:
    import idna  # loaded only for such a host

    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return None


def is_listable(origin: str) -> bool:
    """Returns whether a site may list this origin, given in the form that browsers send."""
    found = ORIGIN.fullmatch(origin)
    if not found or found["scheme"] in NO_PAGES or not is_port(found["scheme"], found["port"]):
        return False
    host = found["host"]
    if found["any"]:  # *.com would match every site
        return found["scheme"] in USUAL_PORT and is_name(host) and ("." in host or host == "localhost")
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
    """Browsers omit the default port of a scheme."""
    if port is None:
        return True
    return port != USUAL_PORT.get(scheme) and not port.startswith(":0") and int(port[1:]) < 65536
