"""What the bot does in a conversation."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

# answer: it answers the message before. offer: it asks which of its `choices` the visitor means.
# person: the visitor's message waits for a person, because the visitor asked for one or the bot has no answer.
BotLineKind: TypeAlias = Literal["answer", "offer", "person"]
# on: the bot has answered so far. person: the visitor waits for a person. off: an admin has written since.
BotState: TypeAlias = Literal["", "on", "person", "off"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of the FAQ that a visitor can choose."""

    id: str
    question: str


@dataclass(frozen=True, slots=True)
class BotLine:
    """What a message is to the bot. `choices`: of an offer."""

    kind: BotLineKind
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedBot:
    """What a page says of a visitor's message, so that the bot may answer it.

    `question`: the id of the FAQ's entry that the visitor chose. `person`: the visitor asks for a person.
    """

    language: str
    question: str = ""
    person: bool = False
