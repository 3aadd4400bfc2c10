"""A simulated AWS account as a deployment leaves it. Tests change its attributes."""

import copy
import json
from typing import Any

from botocore.exceptions import ClientError

from deployment.account import Account
from deployment.api_gateway import request_of
from deployment.doctor.checks import Visit
from deployment.release import settings
from deployment.stage import Stage
from deployment.tables import Tables
from deployment.target import Deployed, Target
from deployment.template_files import files_bucket, gateway_responses, table_definitions
from tests import iam

STAGE = Stage("prod", "eu-central-1")
ID = "123456789012"
SOCKET = "wss://wsapi12345.execute-api.eu-central-1.amazonaws.com/api"
TRUST = [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]
LONG = "a key that only tests use, long enough"


def refused(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": code}}, "AnyOperation")


class Aws:
    """Each attribute is part of AWS's responses."""

    def __init__(self) -> None:
        rendered = settings.policies(
            STAGE, ID, {"PORCHLIGHT_SOCKET_URL": SOCKET, "PORCHLIGHT_FILES_BUCKET": iam.FILES_BUCKET}
        )
        files = dict(zip(STAGE.functions, (f"{name}.json" for name in iam.FUNCTIONS), strict=True))
        self.functions: dict[str, dict[str, Any]] = {
            name: {"Role": f"arn:aws:iam::{ID}:role/{name}-role", "State": "Active", "LastUpdateStatus": "Successful"}
            for name in STAGE.functions
        }
        self.reserved: dict[str, int] = {}
        self.own = {f"{name}-role": {"policy": copy.deepcopy(rendered[files[name]])} for name in STAGE.functions}
        self.attached: dict[str, list[str]] = {}
        self.trust = {f"{name}-role": copy.deepcopy(TRUST) for name in STAGE.functions}
        self.limits = {"ConcurrentExecutions": 1000, "UnreservedConcurrentExecutions": 1000}
        self.rest: dict[str, Any] = {"methodSettings": {"*/*": {"throttlingRateLimit": 50.0}}}
        self.socket: dict[str, Any] = {"DefaultRouteSettings": {"ThrottlingRateLimit": 50.0}}
        self.responses: dict[str, dict[str, Any]] = {
            kind: {"responseType": kind, "defaultResponse": False, **request_of(response)}
            for kind, response in gateway_responses().items()
        }
        bucket = files_bucket()
        self.blocked: dict[str, bool] = dict(bucket["PublicAccessBlockConfiguration"])
        self.rules = [
            {"ID": each["Id"], "Status": each["Status"]} for each in bucket["LifecycleConfiguration"]["Rules"]
        ]
        self.cors = copy.deepcopy(bucket["CorsConfiguration"]["CorsRules"])
        self.parameter: dict[str, Any] = {"Type": "SecureString", "Value": LONG}
        self.alarms = [{"AlarmName": "porchlight-prod-faults", "StateValue": "OK"}]
        self.tables = {each["TableName"]: described(each) for each in table_definitions(STAGE.prefix)}

    def visit(self, api: str = "https://restapi123.execute-api.eu-central-1.amazonaws.com/api") -> Visit:
        services = ("lambda", "iam", "apigateway", "apigatewayv2", "ssm", "cloudwatch", "s3")
        account = Account(ID, "arn", STAGE.region, dict.fromkeys(services, self))
        pages = "https://d1.cloudfront.net"
        tables = Tables(self, STAGE.prefix)
        return Visit(Target("prod", api, pages, f"{pages}/admin/", SOCKET, tables, Deployed(account, STAGE)))

    def get_function_configuration(self, FunctionName: str) -> Any:  # noqa: N803 - AWS's names
        if FunctionName not in self.functions:
            raise refused("ResourceNotFoundException")
        return self.functions[FunctionName]

    def get_function_concurrency(self, FunctionName: str) -> Any:  # noqa: N803
        reserved = self.reserved.get(FunctionName)
        return {} if reserved is None else {"ReservedConcurrentExecutions": reserved}

    def get_account_settings(self) -> Any:
        return {"AccountLimit": self.limits}

    def list_attached_role_policies(self, RoleName: str) -> Any:  # noqa: N803
        return {"AttachedPolicies": [{"PolicyName": name} for name in self.attached.get(RoleName, [])]}

    def list_role_policies(self, RoleName: str) -> Any:  # noqa: N803
        return {"PolicyNames": list(self.own[RoleName])}

    def get_role_policy(self, RoleName: str, PolicyName: str) -> Any:  # noqa: N803
        return {"PolicyDocument": self.own[RoleName][PolicyName]}

    def get_role(self, RoleName: str) -> Any:  # noqa: N803
        return {"Role": {"AssumeRolePolicyDocument": {"Statement": self.trust[RoleName]}}}

    def get_stage(self, stageName: str = "", StageName: str = "", **api: str) -> Any:  # noqa: N803
        assert (stageName or StageName, *api.values()) in {("api", "restapi123"), ("api", "wsapi12345")}
        return self.rest if "restApiId" in api else self.socket

    def get_gateway_responses(self, restApiId: str) -> Any:  # noqa: N803
        assert restApiId == "restapi123"
        return {"items": [*self.responses.values(), {"responseType": "WAF_FILTERED", "defaultResponse": True}]}

    def get_parameter(self, Name: str, WithDecryption: bool = False) -> Any:  # noqa: N803
        if Name == "/porchlight/prod/addresses":
            return {"Parameter": {"Value": json.dumps({"files_bucket": iam.FILES_BUCKET})}}
        assert (Name, WithDecryption) == ("/porchlight/prod/signing-key", True)
        if not self.parameter:
            raise refused("ParameterNotFound")
        return {"Parameter": self.parameter}

    def get_public_access_block(self, Bucket: str) -> Any:  # noqa: N803
        assert Bucket == iam.FILES_BUCKET
        return {"PublicAccessBlockConfiguration": self.blocked}

    def get_bucket_lifecycle_configuration(self, Bucket: str) -> Any:  # noqa: N803
        assert Bucket == iam.FILES_BUCKET
        return {"Rules": self.rules}

    def get_bucket_cors(self, Bucket: str) -> Any:  # noqa: N803
        assert Bucket == iam.FILES_BUCKET
        if not self.cors:
            raise refused("NoSuchCORSConfiguration")
        return {"CORSRules": self.cors}

    def get_paginator(self, operation: str) -> "Aws":
        assert operation == "describe_alarms"
        return self

    def paginate(self, AlarmNamePrefix: str) -> Any:  # noqa: N803
        return [{"MetricAlarms": [each for each in self.alarms if each["AlarmName"].startswith(AlarmNamePrefix)]}]

    def describe_table(self, TableName: str) -> Any:  # noqa: N803
        if TableName not in self.tables:
            raise refused("ResourceNotFoundException")
        return {"Table": self.tables[TableName]}

    def describe_time_to_live(self, TableName: str) -> Any:  # noqa: N803
        return {"TimeToLiveDescription": {"TimeToLiveStatus": self.tables[TableName]["ttl"]}}

    def describe_continuous_backups(self, TableName: str) -> Any:  # noqa: N803
        status = {"PointInTimeRecoveryStatus": self.tables[TableName]["recovery"]}
        return {"ContinuousBackupsDescription": {"PointInTimeRecoveryDescription": status}}


def described(definition: dict[str, Any]) -> dict[str, Any]:
    return {
        "TableStatus": "ACTIVE",
        "DeletionProtectionEnabled": "DeletionProtectionEnabled" in definition,
        "ttl": "ENABLED" if "TimeToLiveSpecification" in definition else "DISABLED",
        "recovery": "ENABLED" if "PointInTimeRecoverySpecification" in definition else "DISABLED",
    }
