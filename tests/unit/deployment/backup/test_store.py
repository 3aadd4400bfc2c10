"""What a backup of a stage is made of and restored to."""

import pytest

from deployment import first_site, parameters, site_files
from deployment.account import Account
from deployment.backup import store
from deployment.stage import Stage
from devtools.console import Problem

Published = list[str]  # the buckets


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> Published:
    buckets: Published = []
    monkeypatch.setattr(first_site, "point_at", lambda stage: None)
    monkeypatch.setattr(site_files, "publish_all", lambda account, stage, bucket: buckets.append(bucket))
    return buckets


def create_sites(account: Account, stage: Stage) -> None:
    account.client("dynamodb").create_table(
        TableName=f"{stage.prefix}sites",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "site_id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "site_id", "KeyType": "HASH"}],
    )


def test_a_stage_without_tables_is_a_problem(account: Account, stage: Stage) -> None:
    with pytest.raises(Problem, match="prod has no tables in us-east-1"):
        store.stage_store(account, stage)


def test_a_deployed_stage_publishes_its_sites_settings_to_its_bucket(
    account: Account, stage: Stage, published: Published
) -> None:
    create_sites(account, stage)
    parameters.write(account, stage, parameters.ADDRESSES, {"pages_bucket": "the-pages"})
    store.stage_store(account, stage).publish()
    assert published == ["the-pages"]


def test_a_stage_without_pages_publishes_nothing(account: Account, stage: Stage, published: Published) -> None:
    create_sites(account, stage)
    store.stage_store(account, stage).publish()
    assert published == []
