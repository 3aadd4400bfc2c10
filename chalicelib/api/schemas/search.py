"""What an admin looks for."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from chalicelib.api import fields
from chalicelib.api.schemas import Schema
from chalicelib.errors import InvalidField
from chalicelib.search import terms


def searchable(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("A text")
    try:
        terms.parse(fields.printable(value))
    except InvalidField as refusal:
        raise PydanticCustomError(refusal.code, "{rule}", {"rule": refusal.message}) from refusal
    return value


SearchText = Annotated[
    str,
    BeforeValidator(searchable),
    WithJsonSchema(
        {
            "type": "string",
            "maxLength": terms.QUERY_CHARACTERS,
            "format": "search",
            "x-codes": ["q_invalid", "search_too_short", "search_too_long"],
        }
    ),
]


class SearchQuery(Schema):
    """`q`: the words to find. `before`: the `older` of an answer, for older messages only."""

    q: SearchText
    limit: Annotated[int, Field(ge=1, le=50)] = 20
    before: fields.SearchCursor | None = None
