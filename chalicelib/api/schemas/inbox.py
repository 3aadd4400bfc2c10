"""Which conversations an admin asks for."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.api import fields
from chalicelib.api.schemas import Schema
from chalicelib.api.schemas.desk import AdminId, Tag


class InboxQuery(Schema):
    """`view`: of the list. `assignee`: the id of an admin, or - for nobody. `language`: as in the conversation. Changes
    since a cursor are those of all conversations."""

    view: Literal["all", "mine", "unassigned", "snoozed", "closed", "blocked"] = "all"
    tag: Tag | None = None
    assignee: AdminId | None = None
    unread: bool = False
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    since: fields.InboxCursor | None = None
    before: fields.InboxCursor | None = None
    limit: fields.PageLimit = 50


class CountsQuery(Schema):
    """Without parameters."""
