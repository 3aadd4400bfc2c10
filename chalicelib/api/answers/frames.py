"""What the server sends on a socket besides the events."""

from typing import Literal

from typing_extensions import TypedDict

from chalicelib.api.answers.contract import Error
from chalicelib.api.answers.presence import Present


class Pong(TypedDict):
    type: Literal["pong"]


class Resumed(TypedDict):
    """The last numbers of the conversations that have messages after the page's cursor."""

    type: Literal["resumed"]
    behind: dict[str, int]


class Team(Present):
    type: Literal["team"]


class ErrorFrame(Error):
    type: Literal["error"]


Answer = Pong | Resumed | Team | ErrorFrame
