"""Reading the rows of a deployment's tables."""

from typing import Any

from deployment.backup import restore
from deployment.tables import Tables

SITE = {"site_id": {"S": "default"}, "enabled": {"BOOL": True}}
FAQ = {"site_id": {"S": "default#faq"}, "version": {"S": "1"}, "faq": {"S": "{}"}}


class TwoRows:
    """DynamoDB with a site and its FAQ."""

    def __init__(self) -> None:
        self.updated: list[Any] = []

    def get_paginator(self, _: str) -> "TwoRows":
        return self

    def paginate(self, **_: Any) -> list[dict[str, Any]]:
        return [{"Items": [SITE, FAQ]}]

    def update_item(self, **request: Any) -> None:
        self.updated.append(request["Key"])


def test_the_questions_of_a_site_are_no_site() -> None:
    assert [site["site_id"] for site in Tables(TwoRows(), "porchlight-").sites()] == ["default"]


def test_a_restore_disables_and_enables_sites_only() -> None:
    client = TwoRows()
    tables = Tables(client, "porchlight-")
    restore.disable_sites(tables, cache_seconds=0)
    restore.enable_sites(tables)
    assert client.updated == [{"site_id": SITE["site_id"]}]
