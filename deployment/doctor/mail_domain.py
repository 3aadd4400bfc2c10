"""Checks of the domain at which a stage receives answers to its mail."""

import dns.exception
import dns.resolver

from deployment import mail_domain, mail_settings
from deployment.doctor.checks import Visit, check, expect

AGAIN = "Deploy again: that adds the rule to the region's active set, and activates one where there is none."
RECORDS = "Add the DNS records that `python3 dev.py deploy` prints; they take up to a day to be seen everywhere."


@check("The mail domain is verified", remedy=RECORDS, fails_deployment=False)
def verified(visit: Visit) -> str:
    domain = domain_of(visit)
    expect(
        mail_domain.state(visit.deployed.account, domain).verified, f"SES does not find the DKIM records of {domain}"
    )
    return domain


@check("Mail to the domain reaches SES", remedy=RECORDS, fails_deployment=False)
def mail_exchanger(visit: Visit) -> str:
    domain = domain_of(visit)
    server = f"inbound-smtp.{visit.deployed.account.region}.amazonaws.com"
    try:
        found = {str(answer.exchange).rstrip(".").lower() for answer in dns.resolver.resolve(domain, "MX")}
    except dns.exception.DNSException as error:
        found = set()
        expect(False, f"{domain} has no MX record ({type(error).__name__})")
    expect(server in found, f"{domain} has the MX record {', '.join(sorted(found))}, and needs {server}")
    return server


@check("The receipt rule is active and complete", remedy=AGAIN)
def receipt_rule(visit: Visit) -> str:
    domain, account, stage = domain_of(visit), visit.deployed.account, visit.deployed.stage
    active, rules = mail_domain.active_rules(account)
    expect(active is not None, "no set of receipt rules is active in the region")
    names = [rule["Name"] for rule in rules]
    own = mail_domain.rule_name(stage)
    expect(own in names, f"the active set {active} has no rule {own}")
    rule = rules[names.index(own)]
    expect(bool(rule.get("Enabled")), f"the rule {own} is switched off")
    expect(rule.get("Recipients") == [domain], f"the rule {own} is for {rule.get('Recipients')}, and not for {domain}")
    stopped = [each["Name"] for each in rules[: names.index(own)] if takes_all(each, domain)]
    expect(not stopped, f"the rule {', '.join(stopped)} stops mail to {domain} before {own}", "Move the rule below.")
    return f"{own} in the set {active}"


def takes_all(rule: dict[str, object], domain: str) -> bool:
    """Whether an earlier rule ends the handling of all mail to the domain."""
    recipients, actions = rule.get("Recipients") or [], rule.get("Actions") or []
    assert isinstance(recipients, list)
    assert isinstance(actions, list)
    return (not recipients or domain in recipients) and any("StopAction" in action for action in actions)


def domain_of(visit: Visit) -> str:
    return mail_settings.stored(visit.deployed.account, visit.deployed.stage).domain


CHECKS = (verified, mail_exchanger, receipt_rule)
