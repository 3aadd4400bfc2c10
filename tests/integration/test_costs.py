"""What each call costs, so that none becomes more expensive unnoticed. `dev.py cost` and docs/ use the same table."""

import pytest

from chalicelib.storage.tables import ConversationRow, MessageRow
from deployment.cost.calls import CALLS, STORED_BYTES
from tests.api_client import Answer, Shop
from tests.integration.costs import admins, on_sockets, visitors
from tests.integration.costs.scenarios import LIMITS, conversation
from tests.integration.metering import metered, size

SCENARIOS = {**visitors.SCENARIOS, **admins.SCENARIOS, **on_sockets.SCENARIOS}


def test_every_cost_has_a_scenario() -> None:
    assert SCENARIOS.keys() == CALLS.keys()


@pytest.mark.parametrize("name", CALLS)
def test_a_call_costs_what_the_table_says(name: str) -> None:
    call = SCENARIOS[name](Shop(limits=LIMITS))
    with metered() as bill:
        answer = call()
    if isinstance(answer, Answer):
        assert answer.status in (200, 201, 429)
    assert bill.units == CALLS[name], bill


def test_a_row_takes_the_bytes_that_the_calculator_stores() -> None:
    visitor = conversation(Shop(), messages=12)
    rows = {
        "message": MessageRow.get(visitor.conversation_id, 12),
        "conversation": ConversationRow.get(visitor.conversation_id),
    }
    assert {kind: size(row.serialize()) for kind, row in rows.items()} == pytest.approx(STORED_BYTES, rel=0.05)
