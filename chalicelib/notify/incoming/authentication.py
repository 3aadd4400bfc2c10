"""Whether a mail comes from the domain in its `From` header, and whether a person wrote it.

SES checks SPF and DKIM, and reports whether they passed and for which domain in the topmost `Authentication-Results`
header. SPF is about the sender of the envelope and DKIM about the signing domain: neither is worth anything unless it
is the domain that the reader sees. https://www.rfc-editor.org/rfc/rfc7489#section-3.1
"""

import re
from collections.abc import Iterator
from email.message import EmailMessage

CHECKED_BY = "amazonses.com"
COMMENT = re.compile(r"\([^()]*\)")
METHOD = re.compile(r"\s*(?P<method>[a-z-]+)\s*=\s*(?P<outcome>[a-z]+)\b", re.I)
METHODS = ("spf", "dkim", "dmarc", "arc", "iprev", "auth")
# SES names the sender of the envelope in a part of its own, after the IP address; RFC 8601 has smtp.mailfrom for it.
SPF = re.compile(r"\b(?:smtp\.mailfrom|envelope-from)=(?:[^@;\s]*@)?(?P<domain>[\w.-]+)", re.I)
DKIM = re.compile(r"\bheader\.(?:i=[^@;\s]*@|d=)(?P<domain>[\w.-]+)", re.I)
AUTOMATIC_PRECEDENCE = ("auto_reply", "bulk", "junk", "list")
AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id", "Feedback-ID")


def is_from(mail: EmailMessage, domain: str) -> bool:
    """Returns whether SPF or DKIM passed for this domain, or for one that it belongs to."""
    return any(domain == passed or domain.endswith(f".{passed}") for passed in passed_domains(mail))


def passed_domains(mail: EmailMessage) -> list[str]:
    """The domains for which SPF or DKIM passed. Headers below the topmost one may be the sender's own."""
    checker, _, results = COMMENT.sub("", header(mail, "Authentication-Results")).partition(";")
    if checker.split()[:1] != [CHECKED_BY]:
        return []
    domains = []
    for method, outcome, result in methods(results):
        pattern = {"spf": SPF, "dkim": DKIM}.get(method)
        found = pattern.search(result) if pattern and outcome == "pass" else None
        # A single label would be a whole top-level domain.
        if found and "." in found["domain"]:
            domains.append(found["domain"].lower().rstrip("."))
    return domains


def methods(results: str) -> Iterator[tuple[str, str, str]]:
    """Each method with its outcome and its text, which ends where the next method begins.

    A method begins after a semicolon and a space. The name that the sender's server gave itself (`helo=`) may have
    semicolons, but no spaces.
    """
    parts: list[str] = []
    for part in re.split(r";\s+", results.strip()):
        found = METHOD.match(part)
        if found and found["method"].lower() in METHODS:
            parts.append(part)
        elif parts:
            parts[-1] += f"; {part}"
    for part in parts:
        found = METHOD.match(part)
        assert found
        yield found["method"].lower(), found["outcome"].lower(), part


def is_automatic(mail: EmailMessage, envelope_sender: str) -> bool:
    """Returns whether a program sent the mail: an out-of-office note, a delivery report, a mailing list.

    https://www.rfc-editor.org/rfc/rfc3834
    """
    if not envelope_sender.strip("<> "):
        return True
    if header(mail, "Auto-Submitted").partition(";")[0].strip().lower() not in ("", "no"):
        return True
    if header(mail, "Precedence").lower() in AUTOMATIC_PRECEDENCE:
        return True
    return mail.get_content_type() == "multipart/report" or any(name in mail for name in AUTOMATIC_HEADERS)


def header(mail: EmailMessage, name: str) -> str:
    """The topmost header of this name, unfolded; "" if there is none. Python's parser of headers raises for some."""
    values = (str(value) for each, value in mail.raw_items() if each.lower() == name.lower())
    return " ".join(next(values, "").split())
