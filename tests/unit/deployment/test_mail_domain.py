"""The receipt rule of a stage, and the DNS records of its mail domain."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from deployment import mail_domain
from deployment.account import Account
from deployment.stage import Stage
from devtools.console import Problem

DOMAIN, BUCKET = "chat.shop.example", "porchlight-prod-files"
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


@pytest.fixture
def deployed(account: Account, stage: Stage) -> Account:
    """The account with the stage's bucket and function."""
    account.client("s3").create_bucket(Bucket=BUCKET)
    role = account.client("iam").create_role(RoleName="r", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    account.client("lambda").create_function(
        FunctionName=f"{stage.prefix}mail_received",
        Role=role,
        Runtime="python3.12",
        Handler="app.mail_received",
        Code={"ZipFile": b""},
    )
    return account


def rules(account: Account) -> list[dict[str, Any]]:
    return mail_domain.active_rules(account)[1]


def test_a_region_without_rules_gets_an_active_set_with_the_stages_rule(deployed: Account, stage: Stage) -> None:
    assert mail_domain.ensure(deployed, stage, DOMAIN, BUCKET)
    name, (rule,) = mail_domain.active_rules(deployed)
    assert name == "porchlight"
    assert rule["Recipients"] == [DOMAIN]
    assert rule["ScanEnabled"]
    store, invoke = rule["Actions"]
    assert store["S3Action"] == {"BucketName": BUCKET, "ObjectKeyPrefix": "incoming/"}
    assert invoke["LambdaAction"]["FunctionArn"].endswith(":function:porchlight-prod-mail_received")


def test_the_rule_is_added_to_the_active_set_after_the_rules_that_are_there(deployed: Account, stage: Stage) -> None:
    ses = deployed.client("ses")
    ses.create_receipt_rule_set(RuleSetName="of-the-shop")
    ses.set_active_receipt_rule_set(RuleSetName="of-the-shop")
    ses.create_receipt_rule(RuleSetName="of-the-shop", Rule={"Name": "orders", "Recipients": ["shop.example"]})
    mail_domain.ensure(deployed, stage, DOMAIN, BUCKET)
    name, found = mail_domain.active_rules(deployed)
    assert name == "of-the-shop"
    assert [rule["Name"] for rule in found] == ["orders", "porchlight-prod"]


def test_a_second_deploy_changes_nothing(deployed: Account, stage: Stage) -> None:
    mail_domain.ensure(deployed, stage, DOMAIN, BUCKET)
    before = rules(deployed)
    assert not mail_domain.ensure(deployed, stage, DOMAIN, BUCKET)
    assert rules(deployed) == before


def test_a_rule_that_was_changed_by_hand_is_repaired(deployed: Account, stage: Stage) -> None:
    mail_domain.ensure(deployed, stage, DOMAIN, BUCKET)
    changed = {**rules(deployed)[0], "Enabled": False}
    deployed.client("ses").update_receipt_rule(RuleSetName="porchlight", Rule=changed)
    assert mail_domain.ensure(deployed, stage, DOMAIN, BUCKET)
    assert rules(deployed)[0]["Enabled"]


def test_only_the_stages_rule_of_this_account_may_call_the_function(deployed: Account, stage: Stage) -> None:
    mail_domain.ensure(deployed, stage, DOMAIN, BUCKET)
    policy = deployed.client("lambda").get_policy(FunctionName=f"{stage.prefix}mail_received")["Policy"]
    (statement,) = json.loads(policy)["Statement"]
    assert statement["Principal"] == {"Service": "ses.amazonaws.com"}
    assert deployed.id in json.dumps(statement["Condition"])
    assert "receipt-rule/porchlight-prod" in json.dumps(statement["Condition"])


def test_the_owner_gets_the_dns_records_of_the_region(account: Account) -> None:
    mail_domain.ensure_identity(account, DOMAIN)
    known = mail_domain.state(account, DOMAIN)
    values = {record.kind: (record.name, record.value) for record in known.records}
    assert values["MX"] == (DOMAIN, "10 inbound-smtp.us-east-1.amazonaws.com")
    assert values["TXT"][0] == f"_dmarc.{DOMAIN}"


def test_dkim_keys_become_cname_records(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    identity = {"VerifiedForSendingStatus": True, "DkimAttributes": {"Tokens": ["a1", "b2"]}}
    monkeypatch.setattr(account.client("sesv2"), "get_email_identity", lambda **_: identity)
    known = mail_domain.state(account, DOMAIN)
    assert known.verified
    assert [(each.name, each.value) for each in known.records if each.kind == "CNAME"] == [
        (f"a1._domainkey.{DOMAIN}", "a1.dkim.amazonses.com"),
        (f"b2._domainkey.{DOMAIN}", "b2.dkim.amazonses.com"),
    ]


def test_destroy_removes_the_stages_rule_alone(
    deployed: Account, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed: list[dict[str, str]] = []
    # moto has no DeleteReceiptRule.
    monkeypatch.setattr(deployed.client("ses"), "delete_receipt_rule", lambda **named: removed.append(named))
    assert not mail_domain.remove_rule(deployed, stage)
    mail_domain.ensure(deployed, stage, DOMAIN, BUCKET)
    assert mail_domain.remove_rule(deployed, stage)
    assert removed == [{"RuleSetName": "porchlight", "RuleName": "porchlight-prod"}]


def test_a_region_where_ses_receives_no_mail_is_refused(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ClientError({"Error": {"Code": "AccessDenied", "Message": "not here"}}, "DescribeActiveReceiptRuleSet")

    monkeypatch.setattr(account.client("ses"), "describe_active_receipt_rule_set", refuse)
    with pytest.raises(Problem, match="us-east-1"):
        mail_domain.active_rules(account)


@pytest.mark.parametrize("text", ["Chat.Shop.Example", " chat.shop.example. "])
def test_a_domain_is_taken_in_small_letters(text: str) -> None:
    assert mail_domain.checked(text) == DOMAIN


NOT_DOMAINS = ["", "shop", "chat@shop.example", "*.shop.example", "chat..example", "-a.example", "a" * 300 + ".example"]


@pytest.mark.parametrize("text", NOT_DOMAINS)
def test_what_is_no_domain_is_refused(text: str) -> None:
    with pytest.raises(Problem):
        mail_domain.checked(text)
