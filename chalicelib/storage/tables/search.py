"""The index of the search: which words are in which messages and conversations."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.storage.database import Row


class SearchRow(Row):
    """Two kinds of row, distinguished by the key: a word of a message or of a conversation, which has its keys only,
    and the list of a conversation's words (`SITE#of#ID`). `chalicelib/storage/search.py` makes the keys."""

    noun = "search"

    key = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)
    tokens: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    at = NumberAttribute(null=True)
    version = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)  # epoch seconds; the table's TTL. None: as long as the conversation's row
