"""The query of the reports."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.schemas import Schema
from chalicelib.model.reports import KEPT_DAYS

LATEST = 4_102_444_800_000  # the year 2100


class ReportQuery(Schema):
    """So many hours from `start` (epoch milliseconds), which is rounded down to an hour."""

    start: Annotated[int, Field(ge=0, le=LATEST)]
    hours: Annotated[int, Field(ge=1, le=KEPT_DAYS * 24)]
