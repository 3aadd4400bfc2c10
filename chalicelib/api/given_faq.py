"""An entry of the FAQ as an owner sends it, with its rules."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from chalicelib.api import fields
from chalicelib.api.widget_look import Language
from chalicelib.model.faq import FaqText

MOST_LANGUAGES = 10
MOST_KEYWORDS = 20
QUESTION_CHARACTERS, ANSWER_CHARACTERS, KEYWORD_CHARACTERS = 200, 1200, 40
RULES: dict[str, Any] = {"x-codes": ["texts_invalid", "faq_language_twice"]}

Question = Annotated[
    str,
    Field(min_length=1, max_length=QUESTION_CHARACTERS, json_schema_extra=fields.IN_LINE),
    AfterValidator(fields.one_line),
]
Answer = Annotated[
    str,
    Field(min_length=1, max_length=ANSWER_CHARACTERS, json_schema_extra={"pattern": fields.SHOWN}),
    AfterValidator(fields.shown),
]
Keyword = Annotated[
    str,
    Field(min_length=1, max_length=KEYWORD_CHARACTERS, json_schema_extra=fields.IN_LINE),
    AfterValidator(fields.one_line),
]


class GivenFaqText(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    language: Language
    question: Question
    answer: Answer
    keywords: Annotated[list[Keyword], Field(max_length=MOST_KEYWORDS), AfterValidator(fields.without_doubles)] = []

    def value(self) -> FaqText:
        return FaqText(self.language, self.question, self.answer, tuple(self.keywords))


def one_each(texts: list[GivenFaqText]) -> list[GivenFaqText]:
    if len({each.language for each in texts}) < len(texts):
        raise PydanticCustomError("faq_language_twice", "An entry has one text in a language.")
    return texts


FaqTexts = Annotated[
    list[GivenFaqText],
    Field(min_length=1, max_length=MOST_LANGUAGES),
    AfterValidator(one_each),
]
