"""What a visitor's page says about the visit: checked, read, and erased.

It comes with a message, never before one, and is stored in the same transaction. It must not cost the message: what
cannot be used is left out, and the answer names it. Queries and fragments are cut off, whoever sends them.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, get_args

from chalicelib.chat import conversations
from chalicelib.identity.text import single_line
from chalicelib.model import (
    ADDRESS_CHARACTERS,
    DATA_BYTES,
    DATA_NAME_CHARACTERS,
    DATA_TEXT_CHARACTERS,
    MOST_DATA,
    MOST_PATHS,
    PATH_CHARACTERS,
    Caller,
    Conversation,
    DataValue,
    StoredContext,
    Viewport,
    VisitorContext,
    now_ms,
)
from chalicelib.storage import contexts, sites

LARGEST = 2**53 - 1  # the largest whole number that JavaScript holds exactly
MOST_LISTED = 10  # unknown parts in an answer
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,30}://[^\s/?#@\\]+(/[^\s?#]*)?")
PATH = re.compile(r"/[^\s?#]*")
LANGUAGE = re.compile(r"(?=.{1,35}$)[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
TIME_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
VIEWPORTS: tuple[Viewport, ...] = get_args(Viewport)


class Usable(NamedTuple):
    context: VisitorContext
    ignored: list[str]  # names of the parts that were sent and cannot be used


def is_collected(site_id: str) -> bool:
    """Whether the site has switched it on."""
    site = sites.recent(site_id)
    return site is not None and site.visitor_context


def usable(given: Mapping[str, object], unknown: Iterable[str]) -> Usable:
    """Takes any JSON values, by the names of the parts; `unknown` has the names of further parts."""
    language, zone, viewport = given.get("language"), given.get("time_zone"), given.get("viewport")
    context = VisitorContext(
        page=address(given.get("page")),
        referrer=address(given.get("referrer")),
        paths=usable_paths(given.get("paths")),
        language=matching(LANGUAGE, language),
        time_zone=matching(TIME_ZONE, zone),
        viewport=next((each for each in VIEWPORTS if each == viewport), ""),
        data=usable_data(given.get("data")) or {},
    )
    ignored = [name for name in given if given[name] not in (None, "", [], {}) and not getattr(context, name)]
    sent = given.get("paths")
    if isinstance(sent, list) and context.paths and len(context.paths) < min(len(sent), MOST_PATHS):
        ignored.append("paths")
    return Usable(context, ignored + [single_line(each, 40) for each in list(unknown)[:MOST_LISTED]])


def address(value: object) -> str:
    """Without query and fragment. A name or password in it is refused."""
    text = cut(value)
    return text if len(text) <= ADDRESS_CHARACTERS and text.isprintable() and ADDRESS.fullmatch(text) else ""


def usable_paths(value: object) -> tuple[str, ...]:
    paths = map(cut, value[-MOST_PATHS:] if isinstance(value, list) else [])
    return tuple(each[:PATH_CHARACTERS] for each in paths if each.isprintable() and PATH.fullmatch(each))


def cut(value: object) -> str:
    return re.split(r"[?#]", value, maxsplit=1)[0] if isinstance(value, str) else ""


def matching(pattern: re.Pattern[str], value: object) -> str:
    return value if isinstance(value, str) and pattern.fullmatch(value) else ""


def usable_data(value: object) -> dict[str, DataValue] | None:
    """All of it or none: half of what belongs together may say something else."""
    if not isinstance(value, dict) or len(value) > MOST_DATA:
        return None
    if not all(is_name(name) and is_value(each) for name, each in value.items()):
        return None
    return value if len(as_json(value).encode()) <= DATA_BYTES else None


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def is_name(name: str) -> bool:
    return len(name) <= DATA_NAME_CHARACTERS and not UNPRINTABLE.search(name) and bool(name.strip())


def is_value(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= DATA_TEXT_CHARACTERS and not UNPRINTABLE.search(value)
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, bool) or (isinstance(value, int) and abs(value) <= LARGEST)


def read(caller: Caller, conversation_id: str) -> StoredContext | None:
    """Reads what came last. Raises `ConversationNotFound`."""
    return of(conversations.load(caller, conversation_id))


def of(conversation: Conversation) -> StoredContext | None:
    """None as well if the message that it came with is deleted: TTL deletes late."""
    found = contexts.get(conversation.id)
    return found if found and found.message_id >= conversation.first_id(now_ms()) else None
