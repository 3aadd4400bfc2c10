"""A shop whose conversations are indexed as the stream reports them."""

from typing import Any

from tests.api_client import Answer, Api, Seat, Shop
from tests.integration.background import Background, images, record


class Indexed:
    """`settings`: of the site."""

    def __init__(self, work: Background, **settings: Any) -> None:
        self.work = work
        self.shop = Shop(**settings)
        self.admin: Api = self.shop.admin()

    def visitor(self, *texts: str, email: str | None = None, name: str | None = None) -> Seat:
        """A visitor who has written these texts, and left a name and an address."""
        seat = self.shop.visitor()
        for at, text in enumerate(texts):
            self.writes(seat, text, after=at)
        if email or name:
            assert seat.api.post("/chatbot/contact", {"email": email, "name": name}).status == 200
        return seat

    def writes(self, seat: Seat, text: str, after: int) -> None:
        assert seat.send(text, after=after).status == 201
        self.deliver(record(images(seat.conversation_id)[-1]))

    def deliver(self, *records: dict[str, Any]) -> None:
        answer = self.work.deliver_records([*records])
        assert answer == {"batchItemFailures": []}

    def search(self, text: str, **fields: Any) -> Answer:
        return self.admin.post("/admin/search", {"q": text, **fields})

    def texts(self, text: str, **fields: Any) -> list[str]:
        """The snippets of the messages that are found, newest first."""
        found = self.search(text, **fields)
        assert found.status == 200, found.body
        return ["".join(piece["text"] for piece in each["snippet"]) for each in found.body["messages"]]

    def people(self, text: str) -> list[str]:
        """The ids of the conversations that are found by their visitors."""
        found = self.search(text)
        assert found.status == 200, found.body
        return [each["id"] for each in found.body["conversations"]]
