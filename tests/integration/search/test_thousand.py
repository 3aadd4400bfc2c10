"""A search among a thousand messages: page by page it finds each of them once, and no page reads without a limit."""

from concurrent.futures import ThreadPoolExecutor

from chalicelib.config import config
from chalicelib.model import AdminCaller, Conversation, Message, now_ms
from chalicelib.search import finding
from chalicelib.storage import conversations, mapping
from chalicelib.storage.tables import MessageRow
from deployment.backup import search_index
from deployment.backup.batch_writes import put_all
from deployment.backup.conversations import Log
from deployment.tables import local_tables
from tests.api_client import Shop
from tests.integration.metering import metered

CONVERSATIONS, EACH = 10, 100


def store(site_id: str) -> None:
    """Every second message is about tea, the others about coffee; all are about kettles."""
    endpoint = config().dynamodb_endpoint
    assert endpoint
    tables, now = local_tables(endpoint, config().table_prefix), now_ms()

    def store_log(number: int) -> None:
        id, at = f"c_{site_id[-8:].rjust(8, 'x')}{number:08d}", now - number * 1000
        drinks = ["tea" if each % 2 else "coffee" for each in range(1, EACH + 1)]
        log = [
            Message(id, each, f"client_{each:04d}", "visitor", "v_1", "Visitor", f"kettle for {drink}", at + each)
            for each, drink in enumerate(drinks, 1)
        ]
        row = Conversation(id, site_id, "v_1", "Visitor", created_at=at, last_id=EACH, last_at=at, changed=f"{at}#{id}")
        items = [mapping.item_of(MessageRow, each) for each in log]
        whole = Log(conversations.to_item(row), items)
        put_all(tables, "conversations", [whole.row])
        put_all(tables, "messages", whole.messages)
        put_all(tables, "search", search_index.rows_of(whole, with_messages=True))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(store_log, range(CONVERSATIONS)))


def test_every_message_among_a_thousand_is_found_once_the_newest_first() -> None:
    shop = Shop()
    store(shop.site.site_id)
    caller = AdminCaller(shop.site.site_id, "admin_1", "Maya", "session_1", "owner")
    for text, expected in (("kettle tea", 500), ("kettle", 1_000), ("kett", 1_000), ("coffee tea", 0)):
        found: list[tuple[int, str]] = []
        before: str | None = None
        for _ in range(40):
            with metered() as bill:
                page = finding.search(caller, text, 50, before)
            assert bill.read < 300
            found += [(each.message.sent_at, f"{each.message.conversation_id}/{each.message.id}") for each in page.hits]
            before = page.older
            if before is None:
                break
        assert before is None, text
        assert len({key for _, key in found}) == len(found) == expected, text
        assert [at for at, _ in found] == sorted((at for at, _ in found), reverse=True)
