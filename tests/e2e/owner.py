"""The site's owner as an API client, which sets up what a test needs before it opens a page."""

import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.request import OpenerDirector, Request, urlopen


@dataclass(frozen=True)
class Member:
    id: str
    name: str
    email: str
    password: str


class Owner:
    """`opener`: where the API's address is reached in another way than by the network."""

    def __init__(self, api: str, email: str, password: str, opener: OpenerDirector | None = None) -> None:
        self.api = api
        self.open = opener.open if opener else urlopen
        self.token: str | None = None
        self.credentials = {"email": email, "password": password}
        self.proof = {"password": password}  # required for changes that would outlast a stolen token

    def call(self, method: str, path: str, body: Any = None) -> Any:
        if self.token is not None:
            try:
                return self.send(method, path, body, Authorization=f"Bearer {self.token}")
            except HTTPError as refused:
                if refused.code != 401:
                    raise
                # Another test has ended all sessions of the account, or the token has expired after 15 minutes.
        self.token = self.send("POST", "/admin/session", self.credentials)["token"]
        return self.send(method, path, body, Authorization=f"Bearer {self.token}")

    def member(self, name: str, role: str = "agent") -> Member:
        """Creates a member through an invitation."""
        email, password = f"{secrets.token_hex(6)}@shop.example", "a kettle that sings at six"
        secret = self.call("POST", "/admin/invitations", {"email": email, "role": role, **self.proof})["secret"]
        given = {"secret": secret, "name": name, "password": password}
        joined = self.send("POST", "/admin/invitations/accept", given)
        return Member(joined["admin"]["id"], name, email, password)

    def conversation_of(self, preview: str) -> str:
        """The conversation whose newest message has this text, and perhaps files."""
        found = self.call("GET", "/admin/chatbot")["conversations"]
        return next(str(each["id"]) for each in found if preview in each["preview"])

    def reply(self, preview: str, answer: str) -> None:
        """Reads the conversation whose newest message is this one, and answers."""
        conversation = self.conversation_of(preview)
        last = self.call("GET", f"/admin/chatbot/{conversation}/messages")["last_id"]
        sent = {"client_id": secrets.token_urlsafe(12), "body": answer, "after": last}
        self.call("POST", f"/admin/chatbot/{conversation}/reply", sent)

    def bodies(self, preview: str) -> list[str]:
        """The texts of the conversation whose newest message is this one, as they are stored."""
        stored = self.call("GET", f"/admin/chatbot/{self.conversation_of(preview)}/messages")
        return [each["body"] for each in stored["messages"]]

    def remove(self, member: Member) -> None:
        self.call("DELETE", f"/admin/team/{member.id}", self.proof)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        data = None if body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json", **headers}
        with self.open(Request(f"{self.api}{path}", data, sent, method=method)) as answer:
            return json.load(answer)
