"""Checks of the mail that a stage sends through Amazon SES."""

from typing import Any

from deployment import mail_settings
from deployment.doctor.checks import Visit, check, expect

VERIFY = (
    "Verify the address or its domain in SES: docs/deploy.md, section Mail. With --mail-domain: add the DNS records."
)
HEALTH = (
    "See SES's console, Account dashboard, and AWS's mail about it. Until then no mail is sent: docs/runbook.md, mail."
)
QUOTA = (
    "Request a higher sending quota: SES's console, Account dashboard. Mail waits up to two hours, then it is given up."
)
SANDBOX = (
    "Request production access: SES's console, Account dashboard. Until then SES sends to verified addresses only."
)


@check("SES may send from the sender's address", remedy=VERIFY, fails_deployment=False)
def sender(visit: Visit) -> str:
    account = visit.deployed.account
    address = mail_settings.stored(account, visit.deployed.stage).sender
    identity = mail_settings.identity(account, address)
    expect(identity is not None, f"neither {address} nor its domain is verified in {account.region}")
    return f"{address}, by the identity {identity}" if identity != address else address


@check("SES sends the account's mail", remedy=HEALTH, fails_deployment=False)
def sending(visit: Visit) -> str:
    account = ses_account(visit)
    expect(bool(account.get("SendingEnabled")), "sending is switched off for the account")
    state = account.get("EnforcementStatus", "HEALTHY")
    expect(state != "SHUTDOWN", "AWS has stopped the account's mail: too many bounces or complaints")
    quota = account.get("SendQuota", {})
    most, sent = int(quota.get("Max24HourSend", -1)), int(quota.get("SentLast24Hours", 0))
    expect(most < 0 or sent < most, f"all {most} mails of a day are sent", QUOTA)
    probation = "; on probation: see SES's console" if state == "PROBATION" else ""
    return f"{sent} of {most} mails in 24 hours{probation}" if most >= 0 else f"{sent} mails in 24 hours{probation}"


@check("SES sends to every address", remedy=SANDBOX, fails_deployment=False)
def sandbox(visit: Visit) -> str:
    region = visit.deployed.account.region
    expect(not mail_settings.in_sandbox(visit.deployed.account), f"the account is in SES's sandbox in {region}")
    return "the account is not in the sandbox"


def ses_account(visit: Visit) -> dict[str, Any]:
    return dict(visit.deployed.account.client("sesv2").get_account())


CHECKS = (sender, sending, sandbox)
