"""A domain at which the stage receives answers to its mail: `deploy --mail-domain chat.shop.example`.

Amazon SES accepts the domain's mail, stores it in the files bucket and calls the function `mail_received`. One set of
receipt rules is active in a region, so the stage's rule is added to it, and the other rules stay as they are.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from botocore.exceptions import ClientError, EndpointConnectionError

from deployment.account import Account, find
from deployment.stage import APP, Stage
from devtools.console import Problem

RULE_SET = APP  # made where the region has no active set
INVOKE = "mail-of-ses"  # the statement of the function's policy
DOMAIN = re.compile(r"(?=.{1,200}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")


class DnsRecord(NamedTuple):
    kind: str
    name: str
    value: str
    purpose: str


@dataclass(frozen=True, slots=True)
class MailDomain:
    """`verified`: SES has found the DKIM records, and may send from the domain."""

    name: str
    verified: bool
    records: list[DnsRecord]


def checked(domain: str) -> str:
    """Raises `Problem` if this is no domain."""
    name = domain.strip().lower().rstrip(".")
    if not DOMAIN.fullmatch(name):
        raise Problem(f"{domain!r} is not a domain, such as chat.shop.example.", exit_code=2)
    return name


def ensure(account: Account, stage: Stage, domain: str, bucket: str) -> bool:
    """Creates the domain's identity and the stage's receipt rule, or repairs them. Returns whether anything changed.

    Raises `Problem` where SES does not receive mail.
    """
    created = ensure_identity(account, domain)
    allowed = allow_invocation(account, stage)
    return ensure_rule(account, stage, domain, bucket) or allowed or created


def ensure_identity(account: Account, domain: str) -> bool:
    client = account.client("sesv2")
    if find(client.get_email_identity, EmailIdentity=domain) is not None:
        return False
    client.create_email_identity(EmailIdentity=domain)
    return True


def state(account: Account, domain: str) -> MailDomain:
    """The domain's state, and the DNS records that its owner has to add."""
    found = find(account.client("sesv2").get_email_identity, EmailIdentity=domain) or {}
    keys = found.get("DkimAttributes", {}).get("Tokens", [])
    server = f"inbound-smtp.{account.region}.amazonaws.com"
    records = [
        DnsRecord("MX", domain, f"10 {server}", "SES receives the domain's mail"),
        *(
            DnsRecord("CNAME", f"{key}._domainkey.{domain}", f"{key}.dkim.amazonses.com", "signs mail (DKIM)")
            for key in keys
        ),
        DnsRecord("TXT", f"_dmarc.{domain}", '"v=DMARC1; p=quarantine"', "forged mail is not delivered (DMARC)"),
    ]
    return MailDomain(domain, bool(found.get("VerifiedForSendingStatus")), records)


def rule_name(stage: Stage) -> str:
    return f"{APP}-{stage.name}"


def rule_arn(account: Account, stage: Stage, rule_set: str) -> str:
    rule = f"receipt-rule-set/{rule_set}:receipt-rule/{rule_name(stage)}"
    return f"arn:aws:ses:{account.region}:{account.id}:{rule}"


def function_of(account: Account, stage: Stage) -> str:
    return f"arn:aws:lambda:{account.region}:{account.id}:function:{stage.prefix}mail_received"


def wanted_rule(account: Account, stage: Stage, domain: str, bucket: str) -> dict[str, Any]:
    invoke = {"FunctionArn": function_of(account, stage), "InvocationType": "Event"}
    return {
        "Name": rule_name(stage),
        "Enabled": True,
        "TlsPolicy": "Optional",
        "Recipients": [domain],
        "Actions": [{"S3Action": {"BucketName": bucket, "ObjectKeyPrefix": "incoming/"}}, {"LambdaAction": invoke}],
        "ScanEnabled": True,
    }


def active_rules(account: Account) -> tuple[str | None, list[dict[str, Any]]]:
    """The name of the region's active rule set, and its rules in order. Raises `Problem` where SES receives no mail."""
    try:
        active = account.client("ses").describe_active_receipt_rule_set()
    except (ClientError, EndpointConnectionError) as error:
        raise Problem(f"SES does not receive mail in {account.region}, or may not be read: {error}") from None
    return active.get("Metadata", {}).get("Name"), active.get("Rules", [])


def ensure_rule(account: Account, stage: Stage, domain: str, bucket: str) -> bool:
    client, wanted = account.client("ses"), wanted_rule(account, stage, domain, bucket)
    active, rules = active_rules(account)
    if active is None:
        active = activate_own_set(account)
        rules = client.describe_active_receipt_rule_set().get("Rules", [])
    existing = next((rule for rule in rules if rule["Name"] == wanted["Name"]), None)
    if existing is None:
        # After the last rule: rules that are there already keep their order.
        after = {"After": rules[-1]["Name"]} if rules else {}
        client.create_receipt_rule(RuleSetName=active, Rule=wanted, **after)
        return True
    if {name: existing.get(name) for name in wanted} == wanted:
        return False
    client.update_receipt_rule(RuleSetName=active, Rule=wanted)
    return True


def activate_own_set(account: Account) -> str:
    client = account.client("ses")
    try:
        client.create_receipt_rule_set(RuleSetName=RULE_SET)
    except ClientError as error:
        if error.response["Error"]["Code"] != "AlreadyExists":
            raise
    client.set_active_receipt_rule_set(RuleSetName=RULE_SET)
    return RULE_SET


def allow_invocation(account: Account, stage: Stage) -> bool:
    """Lets the stage's rule, in whatever set it is, call the function. Returns whether this is new."""
    client, name = account.client("lambda"), f"{stage.prefix}mail_received"
    policy = json.loads((find(client.get_policy, FunctionName=name) or {}).get("Policy", "{}"))
    if any(statement["Sid"] == INVOKE for statement in policy.get("Statement", [])):
        return False
    client.add_permission(
        FunctionName=name,
        StatementId=INVOKE,
        Action="lambda:InvokeFunction",
        Principal="ses.amazonaws.com",
        SourceAccount=account.id,
        SourceArn=rule_arn(account, stage, "*"),
    )
    return True


def remove_rule(account: Account, stage: Stage) -> bool:
    """Deletes the stage's receipt rule, and leaves all others and the domain's identity. Returns whether it existed."""
    active, rules = active_rules(account)
    if not any(rule["Name"] == rule_name(stage) for rule in rules):
        return False
    account.client("ses").delete_receipt_rule(RuleSetName=active, RuleName=rule_name(stage))
    return True
