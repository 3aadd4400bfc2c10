"""DynamoDB refuses to look for an empty key. An event may have one although API Gateway never sends it."""

from chalicelib.storage import conversations
from tests.api_client import Shop


def test_there_is_no_conversation_with_an_empty_id(shop: Shop) -> None:
    shop.visitor().send()
    assert conversations.get("") is None
