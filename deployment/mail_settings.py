"""How a stage sends and receives mail: `deploy --mail-from chat@shop.example --mail-domain chat.shop.example`.

The choices are stored with the stage's addresses, so that later deployments keep them.
"""

from dataclasses import dataclass

from chalicelib.errors import InvalidField
from chalicelib.identity import emails
from deployment import mail_domain, parameters
from deployment.account import Account, find
from deployment.stacks import stack_of
from deployment.stage import Stage
from devtools.console import Problem

SENDER, DOMAIN = "mail_from", "mail_domain"  # among the stage's addresses
VARIABLES = ("PORCHLIGHT_MAIL_FROM", "PORCHLIGHT_MAIL_DOMAIN", "PORCHLIGHT_MAIL_BUCKET")
SENDER_HELP = "sender of all mail, verified in Amazon SES (docs/deploy.md); '' for no mail (default: no mail)"
DOMAIN_HELP = "domain at which visitors answer mail; its DNS records are printed; '' for none (default: none)"


@dataclass(frozen=True, slots=True)
class MailSettings:
    """ "" for none."""

    sender: str = ""
    domain: str = ""


def check(sender: str | None, domain: str | None) -> None:
    """Raises `Problem` if these cannot be a sender and a domain."""
    if domain:
        mail_domain.checked(domain)
    try:
        if sender:
            emails.canonical(sender)
    except InvalidField as error:
        raise Problem(f"--mail-from: {error.message}", exit_code=2) from None


def stored(account: Account, stage: Stage) -> MailSettings:
    known = parameters.addresses(account, stage)
    return MailSettings(known.get(SENDER, ""), known.get(DOMAIN, ""))


def chosen(account: Account, stage: Stage, sender: str | None, domain: str | None) -> MailSettings:
    """The given settings, or those of the last deployment. With a domain and no sender, mail is sent from chat@domain.

    New choices are stored at once: if this deployment is interrupted, the next one continues with them.
    """
    before = stored(account, stage)
    new_domain = before.domain if domain is None else mail_domain.checked(domain) if domain else ""
    new_sender = before.sender if sender is None else sender
    settings = MailSettings(new_sender or (f"chat@{new_domain}" if new_domain else ""), new_domain)
    known = parameters.addresses(account, stage)
    if known and settings != before:
        parameters.write(account, stage, parameters.ADDRESSES, {**known, **as_addresses(settings)})
    return settings


def as_addresses(settings: MailSettings) -> dict[str, str]:
    return {SENDER: settings.sender, DOMAIN: settings.domain}


def environment(account: Account, stage: Stage, settings: MailSettings) -> dict[str, str]:
    """The functions' variables."""
    sender = {"PORCHLIGHT_MAIL_FROM": settings.sender} if settings.sender else {}
    if not settings.domain:
        return sender
    return {
        **sender,
        "PORCHLIGHT_MAIL_DOMAIN": settings.domain,
        "PORCHLIGHT_MAIL_BUCKET": stack_of(account, stage, "files").outputs()["Bucket"],
    }


def set_up_domain(account: Account, stage: Stage, settings: MailSettings) -> bool:
    """Creates or repairs what receives mail, or removes the rule if there is no domain any more. Returns whether
    anything changed."""
    if not settings.domain:
        return mail_domain.remove_rule(account, stage)
    bucket = stack_of(account, stage, "files").outputs()["Bucket"]
    return mail_domain.ensure(account, stage, settings.domain, bucket)


def identity(account: Account, sender: str) -> str | None:
    """The verified identity of SES that may send from this address: the address itself, or a domain of it."""
    domain = sender.partition("@")[2].split(".")
    domains = [".".join(domain[start:]) for start in range(len(domain) - 1)]
    read = account.client("sesv2").get_email_identity
    for name in (sender, *domains):
        if (find(read, EmailIdentity=name) or {}).get("VerifiedForSendingStatus"):
            return name
    return None


def in_sandbox(account: Account) -> bool:
    """Whether SES sends to verified addresses only."""
    return not account.client("sesv2").get_account().get("ProductionAccessEnabled")
