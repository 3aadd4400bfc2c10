"""What a visitor's page says about the visit, where the site collects that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Viewport = Literal["", "phone", "tablet", "desktop"]
DataValue = str | int | float | bool

MOST_PATHS = 20
PATH_CHARACTERS = 200
ADDRESS_CHARACTERS = 500
MOST_DATA = 20
DATA_NAME_CHARACTERS = 40
DATA_TEXT_CHARACTERS = 200
DATA_BYTES = 2000  # of all data, as compact JSON in UTF-8


@dataclass(frozen=True, slots=True)
class VisitorContext:
    """Addresses have no query and no fragment. `paths`: of the site's pages that the tab showed, the latest last.

    `data`: what the page's own script adds. Nobody has verified any of it. Empty: the page did not say.
    """

    page: str = ""  # on which the message was written
    referrer: str = ""  # the page of another site that led to the site
    paths: tuple[str, ...] = ()
    language: str = ""  # of the browser; BCP 47
    time_zone: str = ""  # IANA name
    viewport: Viewport = ""
    data: Mapping[str, DataValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredContext:
    """The context that came with the message of this number. It is kept as long as that message."""

    context: VisitorContext
    message_id: int
    received_at: int
