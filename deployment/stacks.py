"""CloudFormation stacks: one for each template of `deployment/templates/`."""

from dataclasses import dataclass
from typing import Any

import yaml
from botocore.exceptions import ClientError, WaiterError

from deployment.account import Account
from deployment.stage import Stage
from deployment.template_files import stack_template
from devtools.console import Problem

WAIT = {"Delay": 5, "MaxAttempts": 540}  # 45 minutes: a CloudFront distribution takes long
UPDATABLE = ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE")
# boto3's waiter that ends with a stack's operation, by the start of its status while the operation is in progress.
WAITERS = {
    "CREATE": "stack_create_complete",
    "ROLLBACK": "stack_create_complete",
    "DELETE": "stack_delete_complete",
    "UPDATE_ROLLBACK": "stack_rollback_complete",
    "UPDATE": "stack_update_complete",
}


@dataclass(frozen=True, slots=True)
class Stack:
    account: Account
    name: str
    template: str

    def deploy(self, **parameters: str) -> bool:
        """Creates or updates the stack. Parameters that are not given keep their values.

        Returns whether anything changed. Raises `Problem` with the first reason that CloudFormation gives.
        """
        current = self.current()
        template = stack_template(self.template)
        stored = {each["ParameterKey"] for each in (current or {}).get("Parameters", [])}
        kept = (stored & set(yaml.safe_load(template).get("Parameters", {}))) - set(parameters)
        request = {
            "StackName": self.name,
            "TemplateBody": template,
            "Parameters": [
                *({"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()),
                *({"ParameterKey": key, "UsePreviousValue": True} for key in sorted(kept)),
            ],
            "Capabilities": ["CAPABILITY_NAMED_IAM"],
        }
        if current is None:
            # If the creation fails, nothing remains, not even resources with a deletion policy of Retain.
            stack_id = self.client.create_stack(**request, OnFailure="DELETE", RetainExceptOnCreate=True)["StackId"]
            self.wait_for_success("stack_create_complete", stack_id)
            return True
        try:
            stack_id = self.client.update_stack(**request)["StackId"]
        except ClientError as error:
            if "No updates are to be performed" in str(error):
                return False
            raise
        self.wait_for_success("stack_update_complete", stack_id)
        return True

    def delete(self) -> bool:
        """Returns whether the stack existed."""
        found = self.settled()
        if found is None:
            return False
        self.client.delete_stack(StackName=self.name)
        self.wait_for_success("stack_delete_complete", found["StackId"])
        return True

    def exists(self) -> bool:
        return self.current() is not None

    def outputs(self) -> dict[str, str]:
        found = self.describe() or {}
        return {each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])}

    def parameters(self) -> dict[str, str]:
        found = self.describe() or {}
        return {each["ParameterKey"]: each["ParameterValue"] for each in found.get("Parameters", [])}

    def current(self) -> dict[str, Any] | None:
        """The stack, or None if it does not exist. Raises `Problem` if its state does not allow updates."""
        found = self.settled()
        if found is not None and found["StackStatus"] not in UPDATABLE:
            raise Problem(self.remedy(found["StackStatus"]))
        return found

    def settled(self) -> dict[str, Any] | None:
        """The stack after the operation, if any, that an interrupted command left in progress."""
        found = self.describe()
        if found is not None and found["StackStatus"].endswith("_IN_PROGRESS"):
            waiters = (name for start, name in WAITERS.items() if found["StackStatus"].startswith(start))
            self.wait(next(waiters, "stack_update_complete"), self.name)
            found = self.describe()
        return None if found is None or found["StackStatus"] == "DELETE_COMPLETE" else found

    def wait_for_success(self, waiter: str, stack_id: str) -> None:
        if not self.wait(waiter, stack_id):
            raise Problem(f"CloudFormation could not deploy {self.name}: {self.failure(stack_id)}")

    def wait(self, waiter: str, name_or_id: str) -> bool:
        """Returns whether the operation succeeded."""
        try:
            self.client.get_waiter(waiter).wait(StackName=name_or_id, WaiterConfig=WAIT)
        except WaiterError as error:
            if "Max attempts exceeded" in str(error):
                raise Problem(f"CloudFormation is still busy with {self.name}. Run this again to continue.") from None
            if error.last_response.get("Error", {}).get("Code", "ValidationError") != "ValidationError":
                raise  # not about the stack: for example, the credentials have expired
            return False
        return True

    def describe(self) -> dict[str, Any] | None:
        try:
            return dict(self.client.describe_stacks(StackName=self.name)["Stacks"][0])
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise

    def failure(self, stack_id: str) -> str:
        """The first failure of the last operation: the later ones follow from it. The waiters do not report it."""
        reason = "no reason is given; see the stack's events."
        for event in self.client.describe_stack_events(StackName=stack_id)["StackEvents"]:  # the newest first
            status, text = event["ResourceStatus"], event.get("ResourceStatusReason", "")
            if event["PhysicalResourceId"] == stack_id and status in ("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"):
                break
            if status.endswith("_FAILED") and "cancelled" not in text:
                reason = f"{event['LogicalResourceId']}: {text}"
        return reason

    def remedy(self, status: str) -> str:
        command = "continue-update-rollback" if status == "UPDATE_ROLLBACK_FAILED" else "delete-stack"
        return (
            f"The CloudFormation stack {self.name} is {status} and cannot be updated. Run this, then deploy again: "
            f"aws cloudformation {command} --stack-name {self.name} --region {self.account.region}"
        )

    @property
    def client(self) -> Any:
        return self.account.client("cloudformation")


def stack_of(account: Account, stage: Stage, template: str) -> Stack:
    return Stack(account, stage.stack(template), template)
