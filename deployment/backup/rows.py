"""What a row of a backup becomes when it is put back."""

import secrets
import time
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from deployment.backup import files
from deployment.backup.doors import MARK
from deployment.backup.files import Item
from deployment.backup.logs import Log
from deployment.backup.manifest import Manifest
from deployment.backup.repair import expired
from devtools.console import Problem

# A link that was used since must not work again.
LEFT_OUT = {"admins": ("reset_hash", "reset_until"), "sites": (MARK,)}


def rows(folder: Path, said: Manifest, noun: str) -> Iterator[Item]:
    """Those of a table whose rows stand by themselves, without what has expired since."""
    now = int(time.time())
    for item in files.items(folder, said.parts[noun]):
        if not expired(item, now):
            kept = {name: value for name, value in item.items() if name not in LEFT_OUT.get(noun, ())}
            yield kept if "blocks_version" not in kept else {**kept, "blocks_version": {"S": secrets.token_hex(4)}}


def team(folder: Path, said: Manifest) -> Iterator[Item]:
    """Who belongs to a site, made from the accounts: no account can be there that its owners do not see."""
    for admin in files.items(folder, said.parts["admins"]):
        yield {name: admin[name] for name in ("site_id", "admin_id", "email")}


def logs(folder: Path, said: Manifest) -> Iterator[Log]:
    """Conversations with their messages: both files have them in one order."""
    conversations, messages = (files.items(folder, said.parts[noun]) for noun in ("conversations", "messages"))
    groups = groupby(messages, key=lambda message: message["conversation_id"])
    waiting = next(groups, None)
    for row in conversations:
        found: list[Item] = []
        if waiting and waiting[0] == row["conversation_id"]:
            found = list(waiting[1])
            waiting = next(groups, None)
        yield Log(row, found)
    if waiting:
        raise Problem("The backup's messages are not in the order of its conversations.")
