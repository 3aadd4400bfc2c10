"""How a scenario is registered, and what several of them begin with."""

from collections.abc import Callable
from typing import Any

from chalicelib.model import Limits
from tests.api_client import Api, Seat, Shop

TEXT = "Is the blue kettle in stock? I would like to have it before Friday."
LIMITS = Limits(message_every_ms=30_000, conversations_per_address=3, conversations_per_minute=1_000)

Call = Callable[[], Any]
Prepare = Callable[[Shop], Call]


def registry() -> tuple[dict[str, Prepare], Callable[[str], Callable[[Prepare], Prepare]]]:
    """Returns scenarios by name, and the decorator that adds one: a function that prepares and returns the call."""
    scenarios: dict[str, Prepare] = {}

    def scenario(name: str) -> Callable[[Prepare], Prepare]:
        def register(prepare: Prepare) -> Prepare:
            scenarios[name] = prepare
            return prepare

        return register

    return scenarios, scenario


def conversation(shop: Shop, messages: int = 3) -> Seat:
    visitor = shop.visitor()
    for number in range(messages):
        assert visitor.send(TEXT, after=number).status == 201
    return visitor


def with_three_conversations(shop: Shop) -> Api:
    for _ in range(3):
        conversation(shop, messages=1)
    return shop.admin()
