import pytest

from devserver.tables import definitions


def test_tables_come_from_the_definitions_that_deployment_uses() -> None:
    names = [table["TableName"] for table in definitions("porchlight-local-")]
    expected = {"conversations", "messages", "connections", "admins", "sites", "audit", "limits"}
    assert set(names) == {f"porchlight-local-{noun}" for noun in expected}
    assert len(names) == len(expected)


@pytest.mark.parametrize("table", definitions("p-"), ids=lambda table: table["TableName"])
def test_none_is_paid_for_while_nobody_chats(table: dict[str, object]) -> None:
    assert table["BillingMode"] == "PAY_PER_REQUEST"
