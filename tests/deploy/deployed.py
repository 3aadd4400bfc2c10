"""A stage after the deploy command: its addresses, and the owner's password."""

import json
import re
from dataclasses import dataclass
from typing import Any

from deployment.stage import Stage, named
from tests.deploy.cloud import REGION, Cloud

OWNER = "maya@example.com"
MAIL_DOMAIN = "chat.shop.example"  # of the stage `dev`


@dataclass(frozen=True)
class Deployed:
    cloud: Cloud
    stage: Stage
    output: str

    @property
    def addresses(self) -> dict[str, str]:
        name = self.stage.parameter("addresses")
        found: dict[str, str] = json.loads(self.cloud.client("ssm").get_parameter(Name=name)["Parameter"]["Value"])
        return found

    @property
    def api_id(self) -> str:
        return self.addresses["api"].partition("//")[2].partition(".")[0]

    @property
    def password(self) -> str:
        shown = re.search(r"^  with +(\S+)$", self.output, re.MULTILINE)
        assert shown, self.output
        return shown[1]

    def again(self, *arguments: str) -> str:
        return deploy(self.cloud, self.stage.name, *arguments)

    def made(self) -> dict[str, Any]:
        """Versions and times of everything that a deploy creates or changes."""
        stage, client = self.stage, self.cloud.client
        functions = [client("lambda").get_function_configuration(FunctionName=name) for name in stage.functions]
        stacks = client("cloudformation").describe_stacks()["Stacks"]
        site = client("cloudformation").describe_stacks(StackName=stage.stack("pages"))["Stacks"][0]["Outputs"]
        outputs = {each["OutputKey"]: each["OutputValue"] for each in site}
        files = client("s3").list_objects_v2(Bucket=outputs["SiteBucket"])["Contents"]
        apis = [each["id"] for each in client("apigateway").get_rest_apis()["items"]]
        parameters = client("ssm").get_parameters_by_path(Path=f"/porchlight/{stage.name}/")["Parameters"]
        mappings = client("lambda").list_event_source_mappings()["EventSourceMappings"]
        return {
            "functions": [(each["CodeSha256"], each["LastModified"], each["RevisionId"]) for each in functions],
            "stacks": sorted((each["StackName"], str(each.get("LastUpdatedTime"))) for each in stacks),
            "files": [(each["Key"], each["ETag"], each["LastModified"]) for each in files],
            "parameters": sorted((each["Name"], each["Version"]) for each in parameters),
            "deployments": [client("apigateway").get_deployments(restApiId=each)["items"] for each in apis],
            "sockets": client("apigatewayv2").get_apis()["Items"],
            "mappings": [without_results(each) for each in mappings],
        }


def without_results(mapping: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in mapping.items() if name != "LastProcessingResult"}


def deploy(cloud: Cloud, stage: str, *arguments: str, **environment: str) -> str:
    """Returns the output."""
    done = cloud.run("deploy", "--stage", stage, *arguments, **environment)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}\n{cloud.log()[-3000:]}"
    return done.stdout


def first_deploy(cloud: Cloud, stage: str, *arguments: str) -> Deployed:
    return Deployed(cloud, named(stage, REGION), deploy(cloud, stage, *first_time(cloud), *arguments))


def first_time(cloud: Cloud) -> tuple[str, ...]:
    return "--architecture", cloud.architecture, "--owner-email", OWNER
