"""A backup made during writes and erasures has every conversation as it was at one moment."""

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from deployment.backup.create import create_backup
from deployment.backup.restore import restore
from deployment.tables import Tables
from tests.api_client import Seat, Shop, across
from tests.integration.deployment.backup.elsewhere import new_tables, rows, server_on, store_of, wipe
from tests.integration.deployment.backup.scenes import written

ACTIONS = 40  # a limit, so that the backup comes to an end


class People:
    """A site on which a random action happens whenever `something` is called."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.shop = Shop()
        self.admin = self.shop.admin()
        self.visitors: list[Seat] = [written(self.shop, chance.randrange(1, 6)) for _ in range(4)]
        self.one_at_a_time = RLock()
        self.actions = ACTIONS

    def something(self) -> None:
        with self.one_at_a_time:
            self.actions -= 1
            if self.actions < 0:
                return
            visitor = self.chance.choice(self.visitors)
            action = self.chance.choices([self.write, self.reply, self.erase, self.begin], weights=[6, 3, 2, 1])[0]
            action(visitor)

    def write(self, visitor: Seat) -> None:
        assert visitor.send(after=self.last(visitor)).status == 201

    def reply(self, visitor: Seat) -> None:
        assert across(self.admin, visitor.conversation_id).send(after=self.last(visitor)).status == 201

    def erase(self, visitor: Seat) -> None:
        assert self.admin.call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200

    def begin(self, _: Seat) -> None:
        self.visitors.append(written(self.shop, 2))

    def last(self, visitor: Seat) -> int:
        first_id, numbers = read(visitor)
        return max([first_id - 1, *numbers])


def read(visitor: Seat) -> tuple[int, list[int]]:
    """The first number that is kept, and all numbers of the log."""
    first_id: int = visitor.messages().body.get("first_id", 1)
    return first_id, [message["id"] for message in visitor.drained()]


@contextmanager
def busy(tables: Tables, people: People, page: int) -> Iterator[None]:
    """An action happens before and after each request of the backup, and each page has few rows."""
    client: Any = tables.client
    real = client._make_api_call

    def call(operation: str, parameters: dict[str, Any]) -> Any:
        if operation in ("Scan", "Query"):
            parameters = {**parameters, "Limit": page}
        people.something()
        answer = real(operation, parameters)
        people.something()
        return answer

    client._make_api_call = call
    try:
        yield
    finally:
        client._make_api_call = real


@pytest.fixture(scope="module")
def busy_tables(store: str) -> Tables:
    return new_tables(store)


@pytest.fixture(scope="module")
def restored_tables(store: str) -> Tables:
    return new_tables(store)


@pytest.mark.timeout(300)
def test_every_restored_conversation_is_complete_and_continues(busy_tables: Tables, restored_tables: Tables) -> None:
    @settings(max_examples=4, deadline=None, phases=[Phase.generate])  # shrinking would take minutes
    @given(seed=st.integers(0, 2**32), page=st.integers(1, 4))
    def backed_up_and_restored(seed: int, page: int) -> None:
        try:
            with server_on(busy_tables), TemporaryDirectory() as folder:
                people = People(random.Random(seed))
                before = {visitor.conversation_id: people.last(visitor) for visitor in people.visitors}
                with busy(busy_tables, people, page):
                    _, damaged = create_backup(store_of(busy_tables), Path(folder) / "backup")
                assert damaged == []
                restore(store_of(restored_tables), Path(folder) / "backup")
            check(busy_tables, restored_tables, before)
            with server_on(restored_tables):
                for visitor in people.visitors:
                    continues(visitor, known=visitor.conversation_id in before)
        finally:
            wipe(busy_tables)
            wipe(restored_tables)

    backed_up_and_restored()


def check(source: Tables, restored: Tables, before: dict[str, int]) -> None:
    logs = defaultdict(dict)
    for message in rows(restored, "messages").values():
        logs[message["conversation_id"]["S"]][int(message["id"]["N"])] = message
    conversations = {row["conversation_id"]["S"]: row for row in rows(restored, "conversations").values()}
    assert before.keys() <= conversations.keys()
    assert logs.keys() <= conversations.keys()
    source_messages = rows(source, "messages")
    for id, row in conversations.items():
        first, last = int(row.get("kept_from", {"N": 1})["N"]), int(row["last_id"]["N"])
        assert last >= before.get(id, 0)
        assert sorted(logs[id]) == list(range(first, last + 1))
        if last >= first:
            assert row["last_at"] == logs[id][last]["sent_at"]
            assert row["last_sender"] == logs[id][last]["sender_type"]
        for message in logs[id].values():
            still_there = source_messages.get(repr([message["conversation_id"], message["id"]]))
            assert still_there in (None, message)  # or erased later


def continues(visitor: Seat, known: bool) -> None:
    """A visitor of the backup reads the log and sends the next message; a later visitor starts again."""
    first_id, numbers = read(visitor)
    last = max([first_id - 1, *numbers])
    assert numbers == list(range(first_id, last + 1))
    assert last > 0 or not known
    assert visitor.send(after=last).body["message"]["id"] == last + 1
