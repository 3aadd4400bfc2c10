"""CloudFormation stacks: one for each template of `deployment/templates/`."""

import time
from dataclasses import dataclass
from typing import Any

import yaml
from botocore.exceptions import ClientError

from deployment.account import Account
from deployment.stage import Stage
from devtools.console import Problem
from devtools.folders import ROOT

TEMPLATES = ROOT / "deployment" / "templates"
POLL_SECONDS = 5.0
WAIT_SECONDS = 45 * 60  # a CloudFront distribution takes minutes
USABLE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE")
DONE = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
GONE = ("DELETE_COMPLETE",)


@dataclass(frozen=True, slots=True)
class Stack:
    account: Account
    name: str
    template: str

    def deploy(self, **parameters: str) -> bool:
        """Makes it as its template says. Says whether there was anything to do. Raises `Problem`."""
        stack_id = self.begin(**parameters)
        if stack_id is not None:
            self.finish(stack_id, DONE)
        return stack_id is not None

    def begin(self, **parameters: str) -> str | None:
        """Returns the stack's id, or None: nothing is to be done. Parameters that are not given stay as they are."""
        found = self.settled()
        template = (TEMPLATES / f"{self.template}.yaml").read_text(encoding="utf-8")
        before = {each["ParameterKey"] for each in (found or {}).get("Parameters", [])}
        kept = (before & set(yaml.safe_load(template).get("Parameters", {}))) - set(parameters)
        given = {
            "StackName": self.name,
            "TemplateBody": template,
            "Parameters": [
                *({"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()),
                *({"ParameterKey": key, "UsePreviousValue": True} for key in sorted(kept)),
            ],
            "Capabilities": ["CAPABILITY_IAM"],
        }
        if found is None:
            # A stack that could not be made leaves nothing behind, not even what outlives its deletion.
            return str(self.client.create_stack(**given, OnFailure="DELETE", RetainExceptOnCreate=True)["StackId"])
        try:
            return str(self.client.update_stack(**given)["StackId"])
        except ClientError as error:
            if "No updates are to be performed" in str(error):
                return None
            raise

    def finish(self, stack_id: str, wanted: tuple[str, ...]) -> None:
        found = self.wait(stack_id)
        status = found["StackStatus"] if found else GONE[0]
        if status not in wanted:
            raise Problem(f"CloudFormation could not deploy {self.name}: {self.failure(stack_id)}")

    def settled(self) -> dict[str, Any] | None:
        """The stack, once nothing is going on in it: an interrupted deploy may have left something."""
        found = self.wait(self.name)
        if found is None or found["StackStatus"] in GONE:
            return None
        if found["StackStatus"] not in USABLE:
            raise Problem(self.remedy(found["StackStatus"]))
        return found

    def wait(self, name_or_id: str) -> dict[str, Any] | None:
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            found = self.describe(name_or_id)
            if found is None or not found["StackStatus"].endswith("_IN_PROGRESS"):
                return found
            if time.monotonic() > deadline:
                raise Problem(f"CloudFormation is still busy with {self.name}. Run this again: it goes on from there.")
            time.sleep(POLL_SECONDS)

    def describe(self, name_or_id: str | None = None) -> dict[str, Any] | None:
        try:
            return dict(self.client.describe_stacks(StackName=name_or_id or self.name)["Stacks"][0])
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise

    def failure(self, stack_id: str) -> str:
        """What went wrong first, the last time: what follows in the events is what was given up because of it."""
        first = "it says no reason; look at the stack's events."
        for event in self.client.describe_stack_events(StackName=stack_id)["StackEvents"]:  # the newest first
            status, reason = event["ResourceStatus"], event.get("ResourceStatusReason", "")
            if event["PhysicalResourceId"] == stack_id and status in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"):
                break
            if status.endswith("_FAILED") and "cancelled" not in reason:
                first = f"{event['LogicalResourceId']}: {reason}"
        return first

    def remedy(self, status: str) -> str:
        command = "continue-update-rollback" if status == "UPDATE_ROLLBACK_FAILED" else "delete-stack"
        return (
            f"The CloudFormation stack {self.name} is {status}, which cannot be changed. Do this, then deploy again: "
            f"aws cloudformation {command} --stack-name {self.name} --region {self.account.region}"
        )

    def exists(self) -> bool:
        return self.settled() is not None

    def outputs(self) -> dict[str, str]:
        found = self.describe() or {}
        return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}

    def parameters(self) -> dict[str, str]:
        """What it was deployed with."""
        found = self.describe() or {}
        return {each["ParameterKey"]: each["ParameterValue"] for each in found.get("Parameters", [])}

    def delete(self) -> bool:
        """Says whether there was one."""
        found = self.wait(self.name)
        if found is None or found["StackStatus"] in GONE:
            return False
        self.client.delete_stack(StackName=self.name)
        self.finish(found["StackId"], GONE)
        return True

    @property
    def client(self) -> Any:
        return self.account.client("cloudformation")


def of(account: Account, stage: Stage, template: str) -> Stack:
    return Stack(account, stage.stack(template), template)
