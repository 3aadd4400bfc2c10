"""What an admin sends about canned replies."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

from chalicelib.api import fields
from chalicelib.api.schemas import Schema
from chalicelib.sites.canned_replies import Draft

MOST_CHARACTERS = 4000  # of a text, as of a message


def name(value: str) -> str:
    """Returns it in lower case: nobody types capitals after a slash."""
    composed = unicodedata.normalize("NFC", value).lower()
    if not all(unicodedata.category(each)[0] in "LMN" or each in "-_" for each in composed):
        raise ValueError("Letters, digits, hyphens and underscores")
    return composed


Name = Annotated[
    str, Field(min_length=1, max_length=40, json_schema_extra={"format": "canned-name"}), AfterValidator(name)
]
Text = Annotated[
    str,
    Field(min_length=1, max_length=MOST_CHARACTERS, json_schema_extra={"pattern": fields.SHOWN}),
    AfterValidator(fields.shown),
]
Revision = Annotated[int, Field(ge=1, le=fields.LARGEST_ID)]


class CannedRepliesQuery(Schema):
    """`version`: of the replies that the caller has."""

    version: Annotated[str, Field(max_length=40)] = ""


class AddCannedReply(Schema):
    name: Name
    title: fields.Name
    text: Text

    def draft(self) -> Draft:
        return Draft(self.name, self.title, self.text)


class RemoveCannedReply(Schema):
    """`revision`: of the reply that the caller has read."""

    revision: Revision


class ChangeCannedReply(AddCannedReply, RemoveCannedReply):
    pass
