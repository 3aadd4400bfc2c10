import pytest

from chalicelib.storage import tables
from devtools.local_run.tables import definitions


def test_tables_come_from_the_definitions_that_deployment_uses() -> None:
    names = [table["TableName"] for table in definitions("porchlight-local-")]
    nouns = [row.noun for row in tables.Row.__subclasses__()]
    assert sorted(names) == sorted(f"porchlight-local-{noun}" for noun in nouns)


@pytest.mark.parametrize("table", definitions("p-"), ids=lambda table: table["TableName"])
def test_none_is_paid_for_while_nobody_chats(table: dict[str, object]) -> None:
    assert table["BillingMode"] == "PAY_PER_REQUEST"
