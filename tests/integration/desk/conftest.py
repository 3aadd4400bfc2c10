import pytest

from tests.api_client import Seat, Shop
from tests.desk_client import Desk


@pytest.fixture
def maya(shop: Shop, visitor: Seat) -> Desk:
    """An owner, at the conversation of `visitor`."""
    return Desk(shop.admin(), visitor.conversation_id)


@pytest.fixture
def noor(shop: Shop, visitor: Seat) -> Desk:
    """An agent, at the same conversation."""
    return Desk(shop.admin("Noor", role="agent"), visitor.conversation_id)
