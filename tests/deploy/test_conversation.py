"""A visitor and an admin chat on a deployed stage: with TLS, at real addresses, with enforced policies."""

import re

from tests.deploy.deployed import OWNER
from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.widget_page import WidgetPage


def tag(output: str) -> str:
    found = re.search(r"<script .*</script>", output)
    assert found, output
    return found[0]


def test_a_visitor_and_an_admin_chat_without_reloading(prod, shop, new_page):
    shop.show(tag(prod.output))
    visitor = WidgetPage(new_page(), shop.origin).visit()
    admin = DashboardPage(new_page(), prod.addresses["pages"]).visit().sign_in(OWNER, prod.password)
    admin.is_live()

    visitor.open().write("Is the blue kettle in stock?")
    conversation = admin.conversation_of("Is the blue kettle in stock?", within=20)
    visitor.is_live()
    admin.open(conversation)
    admin.write("It is, and it ships today.")

    visitor.log.shows("Is the blue kettle in stock?", "It is, and it ships today.", within=20)
    admin.log.shows("Is the blue kettle in stock?", "It is, and it ships today.")
    visitor.log.has_status("Is the blue kettle in stock?", "Read")
