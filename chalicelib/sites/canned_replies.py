"""A site's canned replies: every admin reads and uses them, and every admin adds and changes them.

Agents write the answers, so they keep the prepared ones in order too. The audit log names who changed which, and two
who change one reply at the same time do not overwrite each other unseen.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from chalicelib import audit
from chalicelib.errors import Busy, CannedNameTaken, CannedRepliesFull, CannedReplyChanged, CannedReplyNotFound
from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.canned_replies import CannedReply
from chalicelib.storage import canned_replies, sites
from chalicelib.storage.attributes import CannedRepliesAttribute
from chalicelib.storage.canned_replies import Replies

MOST_REPLIES = 200
MOST_BYTES = 300_000  # of the stored JSON; a row has at most 400 KB
ATTEMPTS = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """What an admin writes of a reply."""

    name: str
    title: str
    text: str


def read(caller: AdminCaller, version: str) -> tuple[str, Replies | None]:
    """Returns the version, and the replies by name. None: they are still those of `version`, which the caller has."""
    site = sites.get(caller.site_id, strong=True)
    if site is None or (version and version == site.canned_version):
        return version, None
    return canned_replies.of_site(site)


def add(caller: AdminCaller, draft: Draft, address: str) -> tuple[CannedReply, bool]:
    """Returns the reply, and whether it is new: a retry finds the one that the first attempt has added.

    Raises `CannedNameTaken` or `CannedRepliesFull`.
    """
    id = f"r_{secrets.token_hex(6)}"

    def added(replies: Replies) -> tuple[Replies, tuple[CannedReply, bool]]:
        same = next((each for each in replies if draft_of(each) == draft), None)
        if same:
            return replies, (same, False)
        reply = CannedReply(id, draft.name, draft.title, draft.text, 1, now_ms(), caller.name)
        return with_reply(replies, reply), (reply, True)

    return store(caller, address, "canned_reply.added", id, added)


def change(caller: AdminCaller, id: str, revision: int, draft: Draft, address: str) -> CannedReply:
    """`revision`: the one that the admin has changed.

    Raises `CannedReplyNotFound`, `CannedReplyChanged`, `CannedNameTaken` or `CannedRepliesFull`.
    """

    def changed(replies: Replies) -> tuple[Replies, CannedReply]:
        before = find(replies, id)
        if draft_of(before) == draft:  # also of a retry, whose first attempt has made the next revision
            return replies, before
        if before.revision != revision:
            raise CannedReplyChanged()
        after = replace(
            before,
            name=draft.name,
            title=draft.title,
            text=draft.text,
            revision=revision + 1,
            changed_at=now_ms(),
            changed_by=caller.name,
        )
        return with_reply(replies, after), after

    return store(caller, address, "canned_reply.changed", id, changed)


def remove(caller: AdminCaller, id: str, revision: int, address: str) -> None:
    """Raises `CannedReplyNotFound` or `CannedReplyChanged`."""

    def removed(replies: Replies) -> tuple[Replies, None]:
        if find(replies, id).revision != revision:
            raise CannedReplyChanged()
        return tuple(each for each in replies if each.id != id), None

    store(caller, address, "canned_reply.removed", id, removed)


def find(replies: Replies, id: str) -> CannedReply:
    found = next((each for each in replies if each.id == id), None)
    if found is None:
        raise CannedReplyNotFound()
    return found


def draft_of(reply: CannedReply) -> Draft:
    return Draft(reply.name, reply.title, reply.text)


def with_reply(replies: Replies, reply: CannedReply) -> Replies:
    """Adds the reply, or puts it in place of the one with its id. Raises `CannedNameTaken`."""
    others = [each for each in replies if each.id != reply.id]
    if any(each.name == reply.name for each in others):
        raise CannedNameTaken()
    return tuple(sorted((*others, reply), key=lambda each: each.name))


def store(
    caller: AdminCaller, address: str, action: str, target: str, changed: Callable[[Replies], tuple[Replies, T]]
) -> T:
    """Two admins may change different replies at the same moment: each change starts from what is stored then."""
    for _ in range(ATTEMPTS):
        version, replies = canned_replies.stored(caller.site_id)
        new, result = changed(replies)
        if new is replies:
            return result
        grows = size(new) > size(replies)
        if len(new) > max(MOST_REPLIES, len(replies)) or (grows and size(new) > MOST_BYTES):
            raise CannedRepliesFull()
        entry = audit.recorded(caller.site_id, caller.admin_id, action, target, address)
        if canned_replies.replace(caller.site_id, version, new, entry):
            return result
    raise Busy()


def size(replies: Replies) -> int:
    return len(CannedRepliesAttribute().serialize(replies).encode())
