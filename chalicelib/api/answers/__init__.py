"""What handlers return: a body, whose shape is one of this package's TypedDicts, and a status.

A handler's annotation, such as `Ok[Sent] | Created[Sent]`, is checked by mypy, and `GET /openapi.json` is made from it.
Nothing is checked at run time. The tests check every answer against the document.
"""

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

BodyT = TypeVar("BodyT")


@dataclass(frozen=True, slots=True)
class Answer(Generic[BodyT]):
    body: BodyT
    status: ClassVar[int]
    media_type: ClassVar[str] = "application/json"


class Ok(Answer[BodyT]):
    status = 200


class Created(Answer[BodyT]):
    status = 201
