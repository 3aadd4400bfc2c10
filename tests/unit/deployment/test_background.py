"""The stream of messages and its mapping, the settings of invocations, and the environment."""

import json
from typing import Any

import pytest

from deployment import background, parameters
from deployment.account import Account
from deployment.stacks import Stack
from deployment.stage import FAN_OUT_FUNCTION, JOB_FUNCTION, Stage
from devtools.console import Problem
from tests.unit.deployment.message_stream import BOTH_IMAGES, connect, connect_former_stream, create_table, mapped

OUTPUTS = {
    "porchlight-prod-background": {
        "Jobs": "porchlight-prod-jobs",
        "SchedulerRole": "arn:role",
        "DeadLetters": "https://queue",
    }
}
WITHOUT_STREAM: dict[str, Any] = {"StreamEnabled": False}


def test_the_environment_names_the_stages_resources(
    account: Account, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = create_table(account, stage, BOTH_IMAGES)
    parameters.ensure_push_key(account, stage)
    monkeypatch.setattr(Stack, "outputs", lambda stack: OUTPUTS[stack.name])
    assert background.environment(account, stage) == {
        "PORCHLIGHT_MESSAGES_STREAM": stream,
        "PORCHLIGHT_SCHEDULE_GROUP": "porchlight-prod-jobs",
        "PORCHLIGHT_SCHEDULE_ROLE": "arn:role",
        "PORCHLIGHT_JOB_FUNCTION": "arn:aws:lambda:us-east-1:123456789012:function:porchlight-prod-job_due",
        "PORCHLIGHT_FAN_OUT_FUNCTION": "arn:aws:lambda:us-east-1:123456789012:function:porchlight-prod-fan_out",
        "PORCHLIGHT_DEAD_LETTERS": "https://queue",
        "PORCHLIGHT_PUSH_KEY_PARAMETER": "/porchlight/prod/push-key",
        "PORCHLIGHT_PUSH_PUBLIC_KEY": parameters.push_public_key(account, stage),
    }


def test_a_stream_that_is_on_stays_as_it_is(deployed: Account, stage: Stage) -> None:
    before = background.stream(deployed, stage)
    assert not background.ensure_stream(deployed, stage)
    assert background.stream(deployed, stage) == before


def test_a_stream_that_is_off_is_switched_on(account: Account, stage: Stage) -> None:
    create_table(account, stage, WITHOUT_STREAM)
    assert background.ensure_stream(account, stage)
    assert background.messages_table(account, stage)["StreamSpecification"] == BOTH_IMAGES
    assert background.stream(account, stage).startswith("arn:aws:dynamodb:us-east-1:")


def test_a_stream_without_the_messages_is_replaced(
    account: Account, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_table(account, stage, {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"})
    set_to: list[dict[str, Any]] = []
    # moto refuses to switch a stream on again.
    client = account.client("dynamodb")
    monkeypatch.setattr(client, "update_table", lambda **given: set_to.append(given["StreamSpecification"]))
    assert background.ensure_stream(account, stage)
    assert set_to == [WITHOUT_STREAM, BOTH_IMAGES]


def test_a_function_that_is_not_connected_is_a_problem(deployed: Account, stage: Stage) -> None:
    with pytest.raises(Problem, match="did not connect message_stored"):
        background.set_stream_invocations(deployed, stage)


def test_the_settings_of_invocations_are_set_once(deployed: Account, stage: Stage) -> None:
    uuid = connect(deployed, stage)
    assert background.set_invocations(deployed, stage)
    found = deployed.client("lambda").get_event_source_mapping(UUID=uuid)
    assert found["MaximumRetryAttempts"] == 50
    assert found["MaximumRecordAgeInSeconds"] == 900
    assert found["BisectBatchOnFunctionError"]
    assert found["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert found["DestinationConfig"]["OnFailure"]["Destination"].endswith(":porchlight-prod-dead-letters")
    assert not background.set_invocations(deployed, stage)


CHANGES: list[dict[str, Any]] = [
    {"MaximumRetryAttempts": 1},
    {"MaximumRecordAgeInSeconds": 3600},
    {"BisectBatchOnFunctionError": False},
    {"FilterCriteria": {"Filters": [{"Pattern": '{"eventName": ["INSERT", "MODIFY"]}'}]}},
    {"DestinationConfig": {"OnFailure": {"Destination": "arn:aws:sqs:us-east-1:123456789012:another"}}},
]


def test_a_mapping_that_was_changed_by_hand_is_repaired(deployed: Account, stage: Stage) -> None:
    uuid = connect(deployed, stage)
    background.set_stream_invocations(deployed, stage)
    for change in CHANGES:
        deployed.client("lambda").update_event_source_mapping(UUID=uuid, **change)
        found = deployed.client("lambda").get_event_source_mapping(UUID=uuid)
        assert background.differing(deployed, stage, found) == list(change)
        assert background.set_stream_invocations(deployed, stage)
        assert not background.set_stream_invocations(deployed, stage)


def test_a_mapping_that_was_switched_off_differs_in_its_state(account: Account, stage: Stage) -> None:
    found = {**background.wanted(account, stage), "State": "Disabled"}
    assert background.differing(account, stage, found) == ["State"]


def test_a_filter_is_equal_whatever_its_spaces(account: Account, stage: Stage) -> None:
    compact = [{"Pattern": json.dumps(each, separators=(",", ":"))} for each in background.FILTERS]
    found = {**background.wanted(account, stage), "State": "Enabled"}
    assert background.differing(account, stage, found) == []
    assert background.differing(account, stage, {**found, "FilterCriteria": {"Filters": compact}}) == []


def test_calls_of_jobs_are_repeated_and_kept(deployed: Account, stage: Stage) -> None:
    assert len(background.differing_asynchronous(deployed, stage, JOB_FUNCTION)) == 3
    assert background.set_asynchronous(deployed, stage, JOB_FUNCTION)
    found = deployed.client("lambda").get_function_event_invoke_config(FunctionName="porchlight-prod-job_due")
    assert (found["MaximumRetryAttempts"], found["MaximumEventAgeInSeconds"]) == (2, 3600)
    assert found["DestinationConfig"]["OnFailure"]["Destination"].endswith(":porchlight-prod-dead-letters")
    assert not background.set_asynchronous(deployed, stage, JOB_FUNCTION)


def test_calls_of_the_fan_out_are_not_repeated_and_dropped_after_a_minute(deployed: Account, stage: Stage) -> None:
    assert background.set_asynchronous(deployed, stage, FAN_OUT_FUNCTION)
    found = deployed.client("lambda").get_function_event_invoke_config(FunctionName="porchlight-prod-fan_out")
    assert (found["MaximumRetryAttempts"], found["MaximumEventAgeInSeconds"]) == (0, 60)
    assert not background.set_asynchronous(deployed, stage, FAN_OUT_FUNCTION)


def test_a_function_that_does_not_exist_has_no_mappings(account: Account, stage: Stage) -> None:
    assert list(background.mappings(account, stage)) == []
    background.remove_mappings(account, stage)


def test_only_mappings_of_other_streams_are_removed(deployed: Account, stage: Stage) -> None:
    connect_former_stream(deployed, stage)
    connect(deployed, stage)
    current = background.stream(deployed, stage)
    assert len(mapped(deployed, stage)) == 2
    background.remove_mappings(deployed, stage, except_for=current)
    assert mapped(deployed, stage) == [current]
    background.remove_mappings(deployed, stage)
    assert mapped(deployed, stage) == []


class Lambda:
    """A mapping that has these states, one after the other."""

    def __init__(self, *states: str) -> None:
        self.states = list(states)

    def get_event_source_mapping(self, UUID: str) -> Any:  # noqa: N803
        return {"UUID": UUID, "State": self.states.pop(0) if len(self.states) > 1 else self.states[0]}


def test_a_mapping_is_awaited_until_lambda_has_settled_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(background.time, "sleep", waits.append)
    account = Account("1", "", stage.region, {"lambda": Lambda("Creating", "Enabling", "Enabled")})
    assert background.settled(account, "u")["State"] == "Enabled"
    assert len(waits) == 2


def test_a_mapping_that_never_settles_is_a_problem(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "SETTLING_SECONDS", -1.0)
    account = Account("1", "", stage.region, {"lambda": Lambda("Updating")})
    with pytest.raises(Problem, match="still updating"):
        background.settled(account, "u")


def test_a_mapping_that_is_gone_has_settled(account: Account) -> None:
    assert background.settled(account, "11111111-1111-1111-1111-111111111111") == {}
