"""Columns that hold more than one value: most as JSON, since no query looks into them.

What few rows have is imported when a row has it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple
from typing import TYPE_CHECKING, Any

from pynamodb.attributes import Attribute
from pynamodb.constants import LIST, MAP, NUMBER, STRING

from chalicelib.model import Attachment, BotLine, Choice, Stretch

if TYPE_CHECKING:
    from chalicelib.model.canned_replies import CannedReply
    from chalicelib.model.faq import Faq, FaqEntry
    from chalicelib.model.look import Look
    from chalicelib.model.opening_hours import OpeningHours, OpenTime


class StretchesAttribute(Attribute[tuple[Stretch, ...]]):
    """A list of numbers, three for each stretch."""

    attr_type = LIST

    def serialize(self, value: Iterable[Stretch]) -> list[dict[str, str]]:
        return [{NUMBER: str(number)} for stretch in value for number in astuple(stretch)]

    def deserialize(self, value: list[dict[str, str]]) -> tuple[Stretch, ...]:
        numbers = [int(each[NUMBER]) for each in value]
        return tuple(Stretch(*numbers[at : at + 3]) for at in range(0, len(numbers), 3))


class AttachmentsAttribute(Attribute[tuple[Attachment, ...]]):
    """JSON, as one text: the filter of the stream (deployment/background.py) finds the rows that have it."""

    attr_type = STRING

    def serialize(self, value: Iterable[Attachment]) -> str:
        return json.dumps([asdict(each) for each in value], ensure_ascii=False, separators=(",", ":"))

    def deserialize(self, value: str) -> tuple[Attachment, ...]:
        return tuple(Attachment(**each) for each in json.loads(value))


class BotLineAttribute(Attribute[BotLine]):
    """JSON, as the attachments are."""

    attr_type = STRING

    def serialize(self, value: BotLine) -> str:
        return json.dumps(asdict(value), ensure_ascii=False, separators=(",", ":"))

    def deserialize(self, value: str) -> BotLine:
        stored = json.loads(value)
        return BotLine(stored["kind"], tuple(Choice(**each) for each in stored["choices"]))


class TextsAttribute(Attribute[Mapping[str, str]]):
    """A map of texts, each of which changes by itself."""

    attr_type = MAP

    def serialize(self, value: Mapping[str, str]) -> dict[str, dict[str, str]]:
        return {key: {STRING: text} for key, text in value.items()}

    def deserialize(self, value: dict[str, dict[str, str]]) -> dict[str, str]:
        return {key: text[STRING] for key, text in value.items()}


class FaqAttribute(Attribute["Faq"]):
    """JSON, as the opening hours are."""

    attr_type = STRING

    def serialize(self, value: "Faq") -> str:
        return json.dumps(asdict(value), ensure_ascii=False, separators=(",", ":"))

    def deserialize(self, value: str) -> "Faq":
        from chalicelib.model.faq import Faq

        stored = json.loads(value)
        return Faq(stored["enabled"], stored["name"], tuple(faq_entry(each) for each in stored["entries"]))


class CannedRepliesAttribute(Attribute["tuple[CannedReply, ...]"]):
    """JSON, as the FAQ is."""

    attr_type = STRING

    def serialize(self, value: "Iterable[CannedReply]") -> str:
        return json.dumps([asdict(each) for each in value], ensure_ascii=False, separators=(",", ":"))

    def deserialize(self, value: str) -> "tuple[CannedReply, ...]":
        from chalicelib.model.canned_replies import CannedReply

        return tuple(CannedReply(**each) for each in json.loads(value))


class OpeningHoursAttribute(Attribute["OpeningHours"]):
    """JSON: no query ever looks into it."""

    attr_type = STRING

    def serialize(self, value: "OpeningHours") -> str:
        return json.dumps(asdict(value), ensure_ascii=False, separators=(",", ":"))

    def deserialize(self, value: str) -> "OpeningHours":
        from chalicelib.model.opening_hours import Holiday, OpeningHours

        stored = json.loads(value)
        return OpeningHours(
            zone=stored["zone"],
            week=tuple(open_times(day) for day in stored["week"]),
            holidays=tuple(Holiday(**{**each, "times": open_times(each["times"])}) for each in stored["holidays"]),
            outside=stored["outside"],
        )


class LookAttribute(Attribute["Look"]):
    """JSON, as the opening hours are."""

    attr_type = STRING

    def serialize(self, value: "Look") -> str:
        return json.dumps(asdict(value), ensure_ascii=False, separators=(",", ":"))

    def deserialize(self, value: str) -> "Look":
        from chalicelib.model.look import Bubble, Look, Welcome

        stored = json.loads(value)
        lists = {
            "welcome": tuple(Welcome(**each) for each in stored["welcome"]),
            "hidden_paths": tuple(stored["hidden_paths"]),
            "bubbles": tuple(Bubble(**{**each, "paths": tuple(each["paths"])}) for each in stored.get("bubbles", ())),
        }
        return Look(**{**stored, **lists})


def faq_entry(stored: dict[str, Any]) -> "FaqEntry":
    from chalicelib.model.faq import FaqEntry, FaqText

    texts = tuple(FaqText(**{**each, "keywords": tuple(each["keywords"])}) for each in stored["texts"])
    return FaqEntry(stored["id"], texts, stored["suggested"])


def open_times(stored: list[dict[str, Any]]) -> "tuple[OpenTime, ...]":
    from chalicelib.model.opening_hours import OpenTime

    return tuple(OpenTime(**each) for each in stored)
