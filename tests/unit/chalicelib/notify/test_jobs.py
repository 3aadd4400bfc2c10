import dataclasses

import pytest

from chalicelib.notify import jobs
from chalicelib.notify.jobs import JobUnknown, UnreadCheck


def test_a_job_is_the_same_after_its_way_through_json() -> None:
    job = UnreadCheck("c_1", mark=4, attempt=2)
    assert jobs.from_json(jobs.to_json(job)) == job


@pytest.mark.parametrize("kind", jobs.KINDS.values())
def test_every_kind_of_job_can_be_tried_again(kind: type[jobs.Job]) -> None:
    attempt = next(field for field in dataclasses.fields(kind) if field.name == "attempt")
    assert attempt.default == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"job": "of_a_later_version"},
        {"conversation_id": "c_1", "mark": 0},
        {"job": "unread_check", "conversation_id": "c_1"},
        {"job": "unread_check", "conversation_id": "c_1", "mark": 0, "colour": "blue"},
        {},
    ],
    ids=["unknown kind", "no kind", "missing field", "unknown field", "empty"],
)
def test_a_job_that_this_version_does_not_know_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(JobUnknown):
        jobs.from_json(fields)


def test_a_field_that_a_later_version_added_with_a_default_may_be_missing() -> None:
    """Schedules that an earlier version made still run after an update."""
    assert jobs.from_json({"job": "unread_check", "conversation_id": "c_1", "mark": 0}) == UnreadCheck("c_1", 0)
