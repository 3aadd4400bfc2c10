"""The checks of mail: each is ok where Amazon SES sends the stage's mail, and says what keeps it from that."""

from collections.abc import Callable
from typing import Any

import pytest

from deployment.doctor import account, background, mail, mail_domain
from deployment.doctor.checks import Check
from deployment.doctor.run import SHOWN_ONLY, parts, run_check
from tests.unit.deployment.doctor.background_aws import SENDER, BackgroundAws

CASES: list[tuple[Check, Callable[[BackgroundAws], Any], str]] = [
    (mail.sender, lambda aws: aws.identities.clear(), f"neither {SENDER} nor its domain is verified in eu-central-1"),
    (mail.sender, lambda aws: aws.identities.update({SENDER: False}), f"neither {SENDER} nor its domain is verified"),
    (mail.sending, lambda aws: aws.ses.update(SendingEnabled=False), "sending is switched off"),
    (mail.sending, lambda aws: aws.ses.update(EnforcementStatus="SHUTDOWN"), "AWS has stopped the account's mail"),
    (mail.sending, lambda aws: aws.ses["SendQuota"].update(SentLast24Hours=50000.0), "all 50000 mails of a day"),
    (mail.sandbox, lambda aws: aws.ses.update(ProductionAccessEnabled=False), "in SES's sandbox in eu-central-1"),
]


@pytest.mark.parametrize(("check", "breaks", "seen"), CASES, ids=[f"{check.name}: {seen}" for check, _, seen in CASES])
def test_a_check_reports_what_keeps_mail_from_being_sent(
    check: Check, breaks: Callable[[BackgroundAws], Any], seen: str
) -> None:
    aws = BackgroundAws()
    breaks(aws)
    result = run_check("", check, aws.visit())
    assert result.state == "not ok"
    assert seen in result.seen
    assert result.remedy


@pytest.mark.parametrize("check", mail.CHECKS, ids=lambda check: check.name)
def test_a_check_is_ok_where_mail_is_sent(check: Check) -> None:
    result = run_check("", check, BackgroundAws().visit())
    assert (result.state, result.remedy) == ("ok", "")


def test_the_domain_of_the_sender_may_be_verified_instead_of_the_address() -> None:
    aws = BackgroundAws()
    aws.identities = {"shop.example": True}
    assert run_check("", mail.sender, aws.visit()).seen == f"{SENDER}, by the identity shop.example"


def test_an_account_without_a_daily_limit_is_ok() -> None:
    aws = BackgroundAws()
    aws.ses["SendQuota"] = {"Max24HourSend": -1.0, "SentLast24Hours": 7.0}
    assert run_check("", mail.sending, aws.visit()).seen == "7 mails in 24 hours"


def test_an_account_on_probation_is_ok_and_says_so() -> None:
    aws = BackgroundAws()
    aws.ses["EnforcementStatus"] = "PROBATION"
    result = run_check("", mail.sending, aws.visit())
    assert result.ok
    assert "on probation" in result.seen


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, set()),
        ({"mail_from": SENDER}, {"Mail"}),
        ({"mail_from": SENDER, "mail_domain": "chat.shop.example"}, {"Mail", "Mail domain"}),
    ],
)
def test_mail_is_checked_where_it_is_set_up(chosen: dict[str, str], expected: set[str]) -> None:
    aws = BackgroundAws()
    aws.addresses = chosen
    assert {part for part in parts(aws.visit().target) if part.startswith("Mail")} == expected


def test_what_a_deployment_cannot_change_does_not_fail_it() -> None:
    beyond = {account.alarms, background.dead_letters, *mail.CHECKS, mail_domain.verified, mail_domain.mail_exchanger}
    assert {check.name for check in beyond} == SHOWN_ONLY
