"""The rule that makes a conversation keep its laws, whatever the backup has of it.

Its numbers stay as they are: the row's last number is the last one that was given, and none is given again. What is
kept is the end of the log without holes: it begins after the last number that is missing, and what is before that is
gone, as after an erasure. What lies beyond the row's last number was written later, and is left out.
"""

from boto3.dynamodb.types import TypeDeserializer

from deployment.backup.files import Item
from deployment.backup.logs import Log, first_id, last_id, number
from deployment.migrations.m0001_list_by_last_message import keys

APART_MS = 1000


def repaired(log: Log) -> Log:
    """The log as it can be put back; unchanged if there is nothing wrong with it."""
    last = last_id(log.row)
    known = {number(each, "id"): each for each in log.messages}
    begins = last + 1
    while begins - 1 >= first_id(log.row) and begins - 1 in known:
        begins -= 1
    row = log.row if begins == first_id(log.row) else {**log.row, "kept_from": {"N": str(begins)}}
    return Log(row, [known[each] for each in range(begins, last + 1)])


def living(log: Log, now: int) -> Log | None:
    """Without what has expired since (`now`: epoch seconds), which nobody has seen for days; None if all of it has."""
    if expired(log.row, now):
        return None
    return Log(log.row, [each for each in log.messages if not expired(each, now)])


def expired(item: Item, now: int) -> bool:
    return "expires_at" in item and number(item, "expires_at") <= now


def begun_anew(row: Item, offset: int) -> Item:
    """Pages tell two logs apart by `created_at`: one that has read beyond this one's end begins again from 0."""
    return {**row, "created_at": {"N": str(number(row, "created_at") + offset)}}


def listed(row: Item) -> Item:
    """With its place in the inbox, which a backup of before does not have, and which a repair may have changed."""
    plain = {name: TypeDeserializer().deserialize(value) for name, value in row.items()}
    return {**row, **{name: {"S": key} for name, key in keys(plain).items()}}
