"""The team's side of a conversation: an admin's calls to its desk."""

from typing import Any

from tests.api_client import Answer, Api, new_client_id
from tests.tokens import claims_of


class Desk:
    """One admin at one conversation. `after` of the calls is the cursor that the admin's page had."""

    def __init__(self, api: Api, conversation_id: str) -> None:
        self.api = api
        self.conversation_id = conversation_id
        self.path = f"/admin/chatbot/{conversation_id}"

    @property
    def admin_id(self) -> str:
        return str(claims_of(self.api.token)["sub"])

    def note(self, body: Any = "a note", after: Any = 0, client_id: Any = None, **more: Any) -> Answer:
        fields = {"client_id": client_id or new_client_id(), "body": body, "after": after, **more}
        return self.api.post(f"{self.path}/notes", fields)

    def edit(self, note: Any, body: Any = "changed", after: Any = 0, client_id: Any = None) -> Answer:
        fields = {"client_id": client_id or new_client_id(), "body": body, "after": after}
        return self.api.post(f"{self.path}/notes/{note}/edit", fields)

    def delete(self, note: Any, after: Any = 0, client_id: Any = None) -> Answer:
        fields = {"client_id": client_id or new_client_id(), "after": after}
        return self.api.post(f"{self.path}/notes/{note}/delete", fields)

    def assign(self, assignee_id: Any, after: Any = 0, client_id: Any = None) -> Answer:
        fields = {"client_id": client_id or new_client_id(), "assignee_id": assignee_id, "after": after}
        return self.api.post(f"{self.path}/assignee", fields)

    def tag(self, add: Any = (), remove: Any = (), after: Any = 0, client_id: Any = None) -> Answer:
        fields = {"client_id": client_id or new_client_id(), "after": after, "add": list(add), "remove": list(remove)}
        return self.api.post(f"{self.path}/tags", fields)

    def snooze(self, until: Any, after: Any = 0, client_id: Any = None, **more: Any) -> Answer:
        fields = {"client_id": client_id or new_client_id(), "until": until, "after": after, **more}
        return self.api.post(f"{self.path}/snooze", fields)

    def link(self, other_id: Any, linked: Any = True, after: Any = 0, client_id: Any = None) -> Answer:
        fields = {"client_id": client_id or new_client_id(), "after": after, "other_id": other_id, "linked": linked}
        return self.api.post(f"{self.path}/links", fields)

    def page(self, since_id: Any = 0, **query: Any) -> Answer:
        more = "".join(f"&{name}={value}" for name, value in query.items())
        return self.api.get(f"{self.path}/desk?since_id={since_id}{more}")

    def log(self, since_id: int = 0, limit: int = 200) -> list[dict[str, Any]]:
        """All entries after a number, page by page."""
        found: list[dict[str, Any]] = []
        while True:
            page = self.page(since_id, limit=limit).body
            found += page["entries"]
            since_id = page["last_id"]
            if not page["has_more"]:
                return found

    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.page(limit=1).body["state"]
        return state
