"""Writing the files with the settings of a stage's sites for their pages."""

import json
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.model import Site, now_ms
from chalicelib.sites import page_files
from chalicelib.storage import sites
from deployment import site_files
from deployment.account import Account
from deployment.stage import Stage
from deployment.tables import Tables

SHOP = Site("shop", "Fern & Kettle", "pl_shop_2", ("https://shop.example",), "Hello!")
TEA = replace(SHOP, site_id="tea", name="Tea", widget_token="pl_tea_1")


@pytest.fixture(autouse=True)
def bucket(account: Account) -> None:
    account.client("s3").create_bucket(Bucket="site")


def stored(account: Account, token: str) -> dict[str, Any]:
    return dict(account.client("s3").get_object(Bucket="site", Key=f"widget/sites/{token}.json"))


def test_a_missing_file_is_written_and_one_that_is_right_is_left_alone(account: Account) -> None:
    assert site_files.publish(account, "site", SHOP)
    answer = stored(account, "pl_shop_2")
    assert (answer["ContentType"], answer["CacheControl"]) == ("application/json", "public, max-age=60")
    assert answer["Body"].read() == page_files.content(SHOP)
    assert not site_files.publish(account, "site", SHOP)


def test_a_file_that_this_release_writes_differently_is_replaced(account: Account) -> None:
    site_files.publish(account, "site", SHOP)
    assert site_files.publish(account, "site", replace(SHOP, name="Teapots"))
    assert json.load(stored(account, "pl_shop_2")["Body"])["name"] == "Teapots"


def test_a_replaced_token_has_a_file_while_it_is_accepted(account: Account) -> None:
    until = now_ms() + 60_000
    site_files.publish(account, "site", replace(SHOP, previous_widget_token="pl_shop_1", previous_until=until))
    assert stored(account, "pl_shop_1")["Body"].read() == stored(account, "pl_shop_2")["Body"].read()


def test_every_site_gets_its_file_but_not_the_doctors(
    account: Account, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    doctors = replace(SHOP, site_id="doctor-1800000000-0123456789ab", widget_token="pl_doctor")
    found = {site.site_id: site for site in (SHOP, TEA, doctors)}
    monkeypatch.setattr(Tables, "rows", lambda *_: [{"site_id": id} for id in found])
    monkeypatch.setattr(sites, "get", lambda id, strong: found[id])
    assert site_files.publish_all(account, stage, "site")
    listed = account.client("s3").list_objects_v2(Bucket="site")["Contents"]
    assert [each["Key"] for each in listed] == ["widget/sites/pl_shop_2.json", "widget/sites/pl_tea_1.json"]
    assert not site_files.publish_all(account, stage, "site")
