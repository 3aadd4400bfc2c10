"""Files that are sent with messages."""

from dataclasses import dataclass

MOST_ATTACHMENTS = 10  # of a message
ATTACHMENT_MB = 10  # most of one file, until the site chooses another limit
MOST_ATTACHMENT_MB = 100  # most that a site can choose
NAME_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message. `width` and `height`: of a picture that pages show, as it is shown, in pixels; else 0."""

    id: str
    name: str
    type: str  # one of `chat.file_types`
    size: int  # bytes
    width: int = 0
    height: int = 0
    etag: str = ""  # of the upload whose first bytes were checked
