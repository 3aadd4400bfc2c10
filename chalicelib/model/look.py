"""How a site's widget looks, and what it says before the first message."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from chalicelib.model.sites import Icon as Icon
from chalicelib.model.sites import Scheme as Scheme

Side: TypeAlias = Literal["start", "end"]  # end: right on pages that are read from left to right
Corners: TypeAlias = Literal["round", "soft", "square"]


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a visitor reads above the first message. "" for the usual text."""

    language: str  # BCP 47: de, pt-BR
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """A greeting beside the launcher, before the chat is opened."""

    text: str
    language: str = ""  # BCP 47, of the pages or visitors that it is for; "": of all
    paths: tuple[str, ...] = ()  # of the pages that it is for; * stands for any text; none: all
    delay_seconds: int = 5


@dataclass(frozen=True, slots=True)
class Look:
    accent: str = ""  # #rrggbb; "" for Porchlight's own colours
    scheme: Scheme = "auto"
    side: Side = "end"
    offset_x: int = 20  # CSS pixels between the launcher and the edges of the window
    offset_y: int = 20
    corners: Corners = "round"
    icon: Icon = "bubble"
    picture: str = ""  # the name of its file (storage/pictures.py), in the panel's header and as the icon; "" for none
    label: str = ""  # beside the icon; "" for a round button
    team_name: str = ""  # in the panel's header; "" for the site's name
    welcome: tuple[Welcome, ...] = ()
    hidden_paths: tuple[str, ...] = ()  # of pages without a launcher; * stands for any text
    bubbles: tuple[Bubble, ...] = ()  # the first one that fits the page and the language is shown, once


USUAL = Look()
