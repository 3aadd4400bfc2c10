"""The table definitions, as the local run and the doctor read them."""

import pytest

from chalicelib.storage import tables
from chalicelib.storage.tables import deliveries, desk, reports, search  # noqa: F401 - tables that few calls need
from deployment.template_files import table_definitions


def test_every_table_of_the_server_is_defined() -> None:
    names = [table["TableName"] for table in table_definitions("porchlight-local-")]
    assert sorted(names) == sorted({f"porchlight-local-{row.noun}" for row in tables.Row.__subclasses__()})


@pytest.mark.parametrize("table", table_definitions("p-"), ids=lambda table: table["TableName"])
def test_an_idle_table_costs_nothing(table: dict[str, object]) -> None:
    assert table["BillingMode"] == "PAY_PER_REQUEST"
