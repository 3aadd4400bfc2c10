"""CloudFormation stacks in states that no emulator reproduces."""

from typing import Any

import botocore.session
import pytest
from botocore.exceptions import ClientError, WaiterError
from botocore.waiter import NormalizedOperationMethod, Waiter

from deployment import stacks
from deployment.account import Account
from deployment.stage import Stage
from devtools.console import Problem

WAITERS = botocore.session.get_session().get_waiter_model("cloudformation")


class CloudFormation:
    """Returns the given statuses one after the other, and repeats the last one."""

    def __init__(self, *statuses: str, events: list[dict[str, str]] | None = None) -> None:
        self.statuses = list(statuses)
        self.events = events or []
        self.updated: dict[str, Any] = {}
        self.created: dict[str, Any] = {}

    def describe_stacks(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        if status == "EXPIRED":
            raise ClientError({"Error": {"Code": "ExpiredToken", "Message": "the token has expired"}}, "DescribeStacks")
        if not status:
            raise ClientError({"Error": {"Code": "ValidationError", "Message": "it does not exist"}}, "DescribeStacks")
        kept = [{"ParameterKey": "Stage", "ParameterValue": "prod"}, {"ParameterKey": "Email", "ParameterValue": "m@x"}]
        return {"Stacks": [{"StackStatus": status, "StackId": "id", "Parameters": kept}]}

    def get_waiter(self, name: str) -> Waiter:
        """botocore's own waiter, on this client."""
        camel_case = "".join(word.title() for word in name.split("_"))
        return Waiter(name, WAITERS.get_waiter(camel_case), NormalizedOperationMethod(self.describe_stacks))

    def describe_stack_events(self, StackName: str) -> dict[str, Any]:  # noqa: N803
        return {"StackEvents": self.events}

    def update_stack(self, **given: Any) -> dict[str, str]:
        self.updated = given
        return {"StackId": "id"}

    def create_stack(self, **given: Any) -> dict[str, str]:
        self.created = given
        return {"StackId": "id"}


def stack(answers: CloudFormation, template: str = "watch") -> stacks.Stack:
    account = Account("1", "arn", "us-east-1", {"cloudformation": answers})
    return stacks.stack_of(account, Stage("prod", "us-east-1"), template)


@pytest.mark.parametrize(
    ("status", "command"),
    [("ROLLBACK_COMPLETE", "delete-stack"), ("UPDATE_ROLLBACK_FAILED", "continue-update-rollback")],
)
def test_a_stack_that_cannot_be_updated_is_reported_with_a_command(status: str, command: str) -> None:
    with pytest.raises(Problem, match=f"{status}.* aws cloudformation {command} --stack-name porchlight-prod-watch"):
        stack(CloudFormation(status)).deploy(Stage="prod")


def test_a_failure_is_reported_with_the_first_reason() -> None:
    def event(logical: str, status: str, reason: str = "", physical: str = "x") -> dict[str, str]:
        fields = {"LogicalResourceId": logical, "ResourceStatus": status, "PhysicalResourceId": physical}
        return {**fields, "ResourceStatusReason": reason}

    events = [  # the newest first
        event("B", "CREATE_FAILED", "Resource creation cancelled"),
        event("A", "CREATE_FAILED", "the table already exists"),
        event("stack", "CREATE_IN_PROGRESS", physical="id"),
        event("A", "CREATE_FAILED", "of an earlier time"),
    ]
    answers = CloudFormation("", "DELETE_COMPLETE", events=events)
    with pytest.raises(Problem, match="could not deploy porchlight-prod-watch: A: the table already exists"):
        stack(answers).deploy(Stage="prod")


def test_an_operation_of_an_interrupted_deployment_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(stacks.WAIT, "Delay", 0)
    answers = CloudFormation("CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE", "UPDATE_COMPLETE")
    assert stack(answers).deploy(Stage="prod")
    assert answers.updated


def test_an_error_of_aws_while_waiting_is_not_taken_for_a_failed_stack() -> None:
    with pytest.raises(WaiterError, match="the token has expired"):
        stack(CloudFormation("", "EXPIRED")).deploy(Stage="prod")


def test_parameters_that_are_not_given_are_kept() -> None:
    answers = CloudFormation("UPDATE_COMPLETE")
    stack(answers).deploy(Stage="prod")
    given = {each["ParameterKey"]: each for each in answers.updated["Parameters"]}
    assert given["Email"] == {"ParameterKey": "Email", "UsePreviousValue": True}
    assert given["Stage"] == {"ParameterKey": "Stage", "ParameterValue": "prod"}


def test_a_failed_creation_leaves_nothing() -> None:
    answers = CloudFormation("", "CREATE_COMPLETE")
    stack(answers, "tables").deploy(Prefix="porchlight-prod-")
    assert answers.created["OnFailure"] == "DELETE"
    assert answers.created["RetainExceptOnCreate"] is True
