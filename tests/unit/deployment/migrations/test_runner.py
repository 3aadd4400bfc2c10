"""Which migrations run when, what an interruption leaves, and which code and data do not go together."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib import VERSION
from deployment.migrations import AFTER, BEFORE, Migration, check, run, schema
from deployment.migrations.migration import known
from deployment.migrations.schema import Schema
from deployment.stage import Stage, named
from devtools.console import Problem

PROD = named("prod", "us-east-1")


class Account:
    def client(self, service: str) -> Any:
        return boto3.client(service, region_name="us-east-1")  # type: ignore[call-overload]


@pytest.fixture
def account() -> Iterator[Account]:
    with mock_aws():
        account = Account()
        create_table(account, PROD)
        yield account


def create_table(account: "Account", stage: Stage) -> None:
    account.client("dynamodb").create_table(
        TableName=f"{stage.prefix}conversations",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "conversation_id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "conversation_id", "KeyType": "HASH"}],
    )


class Work:
    """Three steps, of which one may fail once."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.fails_at = fails_at
        self.done: list[int] = []

    def __call__(self, rows: Any, bookmark: Any) -> Iterator[int]:
        for step in range(bookmark or 0, 3):
            if step == self.fails_at:
                self.fails_at = None
                raise ConnectionError
            self.done.append(step)
            yield step + 1


def migration(number: int, when: str, work: Callable[..., Any] | None = None, needs: int = 0) -> Migration:
    since = f"0.{number}.0"
    return Migration(number, f"m{number:04}_change", since, when, work or Work(), needs)


EXPAND, FILL = migration(1, BEFORE), migration(2, AFTER)


def seconds() -> Callable[[], float]:
    """A clock on which every look is a minute later."""
    ticks = iter(range(0, 6000, 60))
    return lambda: next(ticks)


def test_a_stage_without_a_schema_gets_all_of_them_each_at_its_time(account: Account) -> None:
    assert run(account, PROD, BEFORE, [EXPAND, FILL]) == ["m0001_change"]
    assert run(account, PROD, AFTER, [EXPAND, FILL]) == ["m0002_change"]
    assert schema.read(account, PROD) == Schema(2, 0, VERSION)


def test_what_is_done_is_not_done_again(account: Account) -> None:
    work = Work()
    migrations = [migration(1, BEFORE, work)]
    run(account, PROD, BEFORE, migrations)
    assert run(account, PROD, BEFORE, migrations) == []
    assert run(account, PROD, AFTER, migrations) == []
    assert work.done == [0, 1, 2]


def test_an_interrupted_one_goes_on_where_it_was_and_counts_as_not_done(account: Account) -> None:
    work = Work(fails_at=2)
    migrations = [migration(1, BEFORE, work)]
    with pytest.raises(ConnectionError):
        run(account, PROD, BEFORE, migrations, clock=seconds())
    assert schema.read(account, PROD) == Schema(0, 0, "", bookmark=2)
    run(account, PROD, BEFORE, migrations, clock=seconds())
    assert work.done == [0, 1, 2]
    assert schema.read(account, PROD) == Schema(1, 0, VERSION)


def test_bookmarks_are_saved_now_and_then_only(account: Account) -> None:
    work = Work(fails_at=2)
    with pytest.raises(ConnectionError):
        run(account, PROD, BEFORE, [migration(1, BEFORE, work)], clock=lambda: 0.0)
    assert schema.read(account, PROD) == Schema()


def test_each_stage_has_a_schema_of_its_own(account: Account) -> None:
    run(account, PROD, BEFORE, [EXPAND])
    assert schema.read(account, named("dev", "us-east-1")) == Schema()


def test_code_without_what_the_data_needs_is_refused_and_told_what_to_deploy(account: Account) -> None:
    contract = migration(3, AFTER, needs=2)
    schema.write(account, PROD, Schema(1, 0, "0.1.0"))
    run(account, PROD, AFTER, [EXPAND, FILL, contract])
    with pytest.raises(
        Problem, match=r"prod cannot go back to .* needs code that knows schema 2, and this code knows 1"
    ):
        check(account, PROD, [EXPAND])
    with pytest.raises(Problem, match=f"Deploy v{VERSION}"):
        check(account, PROD, [])


def test_earlier_code_that_the_data_still_serves_is_deployed_and_changes_nothing(account: Account) -> None:
    schema.write(account, PROD, Schema(3, 2, "0.3.0"))
    check(account, PROD, [EXPAND, FILL])
    assert run(account, PROD, BEFORE, [EXPAND, FILL]) == []
    assert run(account, PROD, AFTER, [EXPAND, FILL]) == []
    assert schema.read(account, PROD) == Schema(3, 2, "0.3.0")


def test_a_stage_that_is_two_releases_behind_is_told_the_one_between(account: Account) -> None:
    later = migration(3, BEFORE)
    with pytest.raises(Problem, match=r"prod is too far behind for .* m0002_change .* Deploy v0.2.0 first"):
        check(account, PROD, [EXPAND, FILL, later])
    schema.write(account, PROD, Schema(2, 0, "0.2.0"))
    check(account, PROD, [EXPAND, FILL, later])


def test_code_that_stopped_reading_the_earlier_form_waits_for_what_fills_the_new_one(account: Account) -> None:
    schema.write(account, PROD, Schema(1, 0, "0.1.0"))
    with pytest.raises(Problem, match=r"Deploy v0.2.0 first"):
        check(account, PROD, [EXPAND, FILL], serves_from=2)
    schema.write(account, PROD, Schema(2, 0, "0.2.0"))
    check(account, PROD, [EXPAND, FILL], serves_from=2)


def test_a_stage_without_tables_begins_in_the_newest_form(account: Account) -> None:
    new = named("new", "us-east-1")
    check(account, new, [EXPAND, FILL], serves_from=2)
    assert schema.read(account, new) == Schema(2, 0, VERSION)
    create_table(account, new)
    assert run(account, new, BEFORE, [EXPAND, FILL]) == run(account, new, AFTER, [EXPAND, FILL]) == []


def test_a_stage_that_one_deployment_brings_up_to_date_is_let_through(account: Account) -> None:
    check(account, PROD, [])
    check(account, PROD, [EXPAND, FILL])
    check(account, PROD)
    assert schema.read(account, PROD) == Schema()


def test_ours_are_numbered_without_a_hole_and_say_what_they_must() -> None:
    migrations = known()
    assert [each.number for each in migrations] == list(range(1, len(migrations) + 1))
    for each in migrations:
        earlier = [other.number for other in migrations if other.since != each.since and other.number < each.number]
        assert each.when in (BEFORE, AFTER)
        assert each.needs <= max(earlier, default=0), "going back by one release must stay possible"
