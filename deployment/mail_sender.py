"""The sender of a stage's mail: `deploy --mail-from chat@shop.example`. Amazon SES must have verified it."""

from chalicelib.errors import InvalidField
from chalicelib.identity import emails
from deployment import parameters
from deployment.account import Account, find
from deployment.stage import Stage
from devtools.console import Problem

NAME = "mail_from"  # among the stage's addresses
HELP = "sender of all mail, verified in Amazon SES (docs/deploy.md); '' for no mail (default: no mail)"


def check(given: str | None) -> None:
    """Raises `Problem` if this cannot be a sender."""
    if not given:
        return
    try:
        emails.canonical(given)
    except InvalidField as error:
        raise Problem(f"--mail-from: {error.message}", exit_code=2) from None


def chosen(account: Account, stage: Stage, given: str | None) -> str:
    """The given sender, or that of the last deployment; "" for none.

    A new choice is stored at once: if this deployment is interrupted, the next one continues with it.
    """
    known = parameters.addresses(account, stage)
    if given is None:
        return known.get(NAME, "")
    if known:
        parameters.write(account, stage, parameters.ADDRESSES, {**known, NAME: given})
    return given


def environment(sender: str) -> dict[str, str]:
    return {"PORCHLIGHT_MAIL_FROM": sender} if sender else {}


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
