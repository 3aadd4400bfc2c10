"""How the widget looks, as an owner sends it, with its rules."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from chalicelib.api import fields
from chalicelib.model.look import Bubble, Corners, Icon, Look, Scheme, Side, Welcome

MOST_WELCOMES = 30
MOST_PATHS = 50
MOST_OFFSET = 200  # CSS pixels
MOST_BUBBLES = 20
MOST_BUBBLE_PATHS = 10
RULES: dict[str, Any] = {"x-codes": ["look_invalid", "look_path_invalid", "look_welcome_twice"]}


def path(value: str) -> str:
    if not value.startswith(("/", "*")) or any(character in value for character in "?#\\") or " " in value:
        raise PydanticCustomError(
            "look_path_invalid", "A path begins with / or *, and has no space, question mark or fragment: /checkout*"
        )
    return value


Language = Annotated[str, StringConstraints(pattern=f"^{fields.LANGUAGE}$")]
Colour = Annotated[str, StringConstraints(pattern=r"^(#[0-9a-fA-F]{6})?$", to_lower=True)]
PictureName = Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9_-]{20}\.(webp|jpg|png))?$")]
Offset = Annotated[int, Field(ge=0, le=MOST_OFFSET)]
Line = Annotated[str, Field(json_schema_extra=fields.IN_LINE), AfterValidator(fields.one_line)]
Path = Annotated[
    str,
    Field(max_length=200, json_schema_extra={"format": "page-path"}),
    AfterValidator(fields.printable),
    AfterValidator(path),
]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class GivenWelcome(Part):
    language: Language
    title: Annotated[Line, Field(max_length=120)] = ""
    text: Annotated[str, Field(max_length=500, json_schema_extra=fields.IN_PRINT), AfterValidator(fields.printable)] = (
        ""
    )


def one_each(welcome: list[GivenWelcome]) -> list[GivenWelcome]:
    if len({each.language for each in welcome}) < len(welcome):
        raise PydanticCustomError("look_welcome_twice", "A language has one welcome.")
    return welcome


class GivenBubble(Part):
    text: Annotated[
        str,
        Field(min_length=1, max_length=200, json_schema_extra={"pattern": fields.SHOWN}),
        AfterValidator(fields.shown),
    ]
    language: Language | Literal[""] = ""
    paths: Annotated[list[Path], Field(max_length=MOST_BUBBLE_PATHS), AfterValidator(fields.without_doubles)] = []
    delay_seconds: Annotated[int, Field(ge=0, le=600)] = 5

    def value(self) -> Bubble:
        return Bubble(self.text, self.language, tuple(self.paths), self.delay_seconds)


class GivenLook(Part):
    accent: Colour = ""
    scheme: Scheme = "auto"
    side: Side = "end"
    offset_x: Offset = 20
    offset_y: Offset = 20
    corners: Corners = "round"
    icon: Icon = "bubble"
    picture: PictureName = ""
    label: Annotated[Line, Field(max_length=24)] = ""
    team_name: Annotated[Line, Field(max_length=80)] = ""
    welcome: Annotated[list[GivenWelcome], Field(max_length=MOST_WELCOMES), AfterValidator(one_each)] = []
    hidden_paths: Annotated[list[Path], Field(max_length=MOST_PATHS), AfterValidator(fields.without_doubles)] = []
    bubbles: Annotated[list[GivenBubble], Field(max_length=MOST_BUBBLES)] = []

    def value(self) -> Look:
        plain = self.model_dump(exclude={"welcome", "hidden_paths", "bubbles"})
        welcome = tuple(Welcome(each.language, each.title, each.text) for each in self.welcome)
        bubbles = tuple(each.value() for each in self.bubbles)
        return Look(**plain, welcome=welcome, hidden_paths=tuple(self.hidden_paths), bubbles=bubbles)
