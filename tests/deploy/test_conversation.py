"""A visitor and an admin talk through what was deployed: by TLS, at real addresses, policies enforced."""

import re

from tests.deploy.deployed import OWNER
from tests.e2e.dashboard_page import DashboardPage
from tests.e2e.widget_page import WidgetPage


def tag(output: str) -> str:
    found = re.search(r"<script .*</script>", output)
    assert found, output
    return found[0]


def test_they_talk_in_two_browsers_and_nobody_refreshes(prod, shop, new_page):
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
