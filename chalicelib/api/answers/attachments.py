"""The form of an upload, and links to the files of a message."""

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from chalicelib.events.shapes import AttachmentFields, Time


class UploadForm(TypedDict):
    """The page posts `fields` and then the file, as the field `file`, to `url` as multipart/form-data."""

    attachment: AttachmentFields
    url: str
    fields: dict[str, str]
    expires_at: Annotated[Time, Field(description="Until when the upload must begin")]


class FileLink(TypedDict):
    id: str
    url: str


class FileLinks(TypedDict):
    links: list[FileLink]
    expires_at: Time


class AttachmentLimits(TypedDict):
    most_bytes: Annotated[int, Field(ge=1, description="Of one file")]
