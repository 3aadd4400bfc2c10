"""A simulated AWS account with the background work of a deployed stage, and mail. Tests change its attributes."""

import copy
import json
from typing import Any

import yaml
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from deployment import background, mail_settings, parameters
from deployment.account import Account
from deployment.doctor.checks import Visit
from deployment.stage import FAN_OUT_FUNCTION, JOB_FUNCTION
from deployment.tables import Tables
from deployment.target import Deployed, Target
from deployment.template_files import stack_template
from tests.unit.deployment.doctor.aws import ID, STAGE, Aws, refused

STREAM = f"arn:aws:dynamodb:{STAGE.region}:{ID}:table/porchlight-prod-messages/stream/2026-11-27T12:00:00.000"
ROLE = "porchlight-prod-scheduler"
DASHBOARD = "https://d1.cloudfront.net/admin/"
SENDER = "chat@shop.example"
KEYS = [
    ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    for _ in range(2)
]
OUTPUTS = {
    "background": {
        "Jobs": "porchlight-prod-jobs",
        "SchedulerRole": f"arn:aws:iam::{ID}:role/{ROLE}",
        "DeadLetters": f"arn:aws:sqs:{STAGE.region}:{ID}:porchlight-prod-dead-letters",
    },
    "pages": {"SiteBucket": "porchlight-prod-pages", "Distribution": "E1", "Address": "https://d1.cloudfront.net"},
}


class BackgroundAws(Aws):
    """Each attribute is part of AWS's responses."""

    def __init__(self) -> None:
        super().__init__()
        self.outputs = copy.deepcopy(OUTPUTS)
        self.table: dict[str, Any] = {
            "LatestStreamArn": STREAM,
            "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        }
        self.keys = {parameters.PUSH_KEY: {"Type": "SecureString", "Value": KEYS[0]}}
        self.addresses = {"mail_from": SENDER, "mail_domain": ""}
        self.groups = {"porchlight-prod-jobs": "ACTIVE"}
        self.queues = {"porchlight-prod-dead-letters": (0, 0)}
        self.identities = {SENDER: True}
        self.ses: dict[str, Any] = {
            "SendingEnabled": True,
            "ProductionAccessEnabled": True,
            "EnforcementStatus": "HEALTHY",
            "SendQuota": {"Max24HourSend": 50000.0, "SentLast24Hours": 12.0},
        }
        role = role_of_template()
        self.scheduler_trust: list[dict[str, Any]] = role["AssumeRolePolicyDocument"]["Statement"]
        self.own[ROLE] = {each["PolicyName"]: each["PolicyDocument"] for each in role["Policies"]}
        self.trust[ROLE] = self.scheduler_trust
        self.mappings = [
            {"UUID": "1", "EventSourceArn": STREAM, "State": "Enabled", "LastProcessingResult": "OK", **self.wanted()}
        ]
        self.jobs: dict[str, Any] = background.wanted_asynchronous(self.account, STAGE, JOB_FUNCTION)
        self.fan_out: dict[str, Any] = background.wanted_asynchronous(self.account, STAGE, FAN_OUT_FUNCTION)
        variables = {
            **background.environment(self.account, STAGE),
            **mail_settings.environment(self.account, STAGE, mail_settings.MailSettings(SENDER)),
            "PORCHLIGHT_PAGES_BUCKET": "porchlight-prod-pages",
            "PORCHLIGHT_DASHBOARD_URL": DASHBOARD,
        }
        for function in self.functions.values():
            function["Environment"] = {"Variables": dict(variables)}
        self.received: dict[str, Any] | None = {"token": "t", "push_key": parameters.public_part(KEYS[0])}

    @property
    def account(self) -> Account:
        services = ("cloudformation", "dynamodb", "iam", "lambda", "scheduler", "sesv2", "sqs", "ssm")
        return Account(ID, "arn", STAGE.region, dict.fromkeys(services, self))

    def wanted(self) -> dict[str, Any]:
        return background.wanted(self.account, STAGE)

    def visit(self, api: str = "https://restapi123.execute-api.eu-central-1.amazonaws.com/api") -> Visit:
        pages = "https://d1.cloudfront.net"
        deployed = Deployed(self.account, STAGE)
        visit = Visit(Target("prod", api, pages, DASHBOARD, None, Tables(self, STAGE.prefix), deployed))
        visit.admin_session = self.received
        return visit

    def describe_stacks(self, StackName: str) -> Any:  # noqa: N803 - AWS's names
        found = self.outputs.get(StackName.removeprefix("porchlight-prod-"), {})
        return {"Stacks": [{"Outputs": [{"OutputKey": key, "OutputValue": value} for key, value in found.items()]}]}

    def describe_table(self, TableName: str) -> Any:  # noqa: N803
        assert TableName == "porchlight-prod-messages"
        return {"Table": self.table}

    def get_parameter(self, Name: str, WithDecryption: bool = False) -> Any:  # noqa: N803
        name = Name.removeprefix("/porchlight/prod/")
        if name == parameters.ADDRESSES:
            return {"Parameter": {"Value": json.dumps(self.addresses)}}
        assert WithDecryption
        if name not in self.keys:
            raise refused("ParameterNotFound")
        return {"Parameter": self.keys[name]}

    def get_schedule_group(self, Name: str) -> Any:  # noqa: N803
        if Name not in self.groups:
            raise refused("ResourceNotFoundException")
        return {"Name": Name, "State": self.groups[Name]}

    def get_queue_url(self, QueueName: str) -> Any:  # noqa: N803
        if QueueName not in self.queues:
            raise refused("AWS.SimpleQueueService.NonExistentQueue")
        return {"QueueUrl": QueueName}

    def get_queue_attributes(self, QueueUrl: str, AttributeNames: list[str]) -> Any:  # noqa: N803
        return {"Attributes": dict(zip(AttributeNames, map(str, self.queues[QueueUrl]), strict=True))}

    def get_role(self, RoleName: str) -> Any:  # noqa: N803
        if RoleName not in self.trust:
            raise refused("NoSuchEntity")
        return {"Role": {"RoleName": RoleName, "AssumeRolePolicyDocument": {"Statement": self.trust[RoleName]}}}

    def get_function_event_invoke_config(self, FunctionName: str) -> Any:  # noqa: N803
        found = {"porchlight-prod-job_due": self.jobs, "porchlight-prod-fan_out": self.fan_out}[FunctionName]
        if not found:
            raise refused("ResourceNotFoundException")
        return found

    def get_paginator(self, operation: str) -> "BackgroundAws":
        assert operation == "list_event_source_mappings"
        return self

    def paginate(self, FunctionName: str) -> Any:  # type: ignore[override]  # noqa: N803
        assert FunctionName == "porchlight-prod-message_stored"
        return [{"EventSourceMappings": self.mappings}]

    def get_email_identity(self, EmailIdentity: str) -> Any:  # noqa: N803
        if EmailIdentity not in self.identities:
            raise refused("NotFoundException")
        return {"VerifiedForSendingStatus": self.identities[EmailIdentity]}

    def get_account(self) -> Any:
        return self.ses


def role_of_template() -> dict[str, Any]:
    """The role of deployment/templates/background.yaml as CloudFormation creates it."""
    text = stack_template("background")
    values = {"AWS::Region": STAGE.region, "AWS::AccountId": ID, "Stage": STAGE.name}
    for name, value in values.items():
        text = text.replace(f"${{{name}}}", value)
    properties: dict[str, Any] = yaml.safe_load(text)["Resources"]["SchedulerRole"]["Properties"]
    resolved: dict[str, Any] = resolve(properties)
    return resolved


def resolve(value: Any) -> Any:
    if isinstance(value, list):
        return [resolve(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "Fn::Sub" in value:
        return value["Fn::Sub"]
    if value == {"Ref": "AWS::AccountId"}:
        return ID
    if value == {"Fn::GetAtt": ["DeadLetters", "Arn"]}:
        return OUTPUTS["background"]["DeadLetters"]
    return {name: resolve(each) for name, each in value.items()}
