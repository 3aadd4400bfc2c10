"""Creates the sites of the storm with the server's own code, without the proxies."""

import os
import secrets
from typing import Any

from chalicelib.accounts import admins
from chalicelib.model import Limits, Site
from chalicelib.storage import sites

SHOP = "https://shop.example"
DASHBOARD = "https://chat.example"  # not in the list of any site, as on AWS
PASSWORD = "correct horse battery staple"


def connect(address: str) -> None:
    """Makes the server's code in this process use the database. Call it before the first use of that code."""
    os.environ.update(
        PORCHLIGHT_TABLE_PREFIX="porchlight-local-",
        PORCHLIGHT_DYNAMODB_ENDPOINT=address,
        AWS_REGION="us-east-1",
        AWS_DEFAULT_REGION="us-east-1",
        AWS_ACCESS_KEY_ID="local",
        AWS_SECRET_ACCESS_KEY="local",
        AWS_EC2_METADATA_DISABLED="true",
    )


def make_sites(count: int, admins_per_site: int, poll_ms: int, check_ms: int) -> list[dict[str, Any]]:
    """Creates sites with admins. Returns what the browsers need to know about them."""
    # Fast visitors reach the limit for messages now and then. All visitors share one address.
    unlimited = 1_000_000
    limits = Limits(message_every_ms=250, conversations_per_minute=unlimited, conversations_per_address=unlimited)
    created = []
    for number in range(1, count + 1):
        site_id = f"storm-{number}"
        site = Site(
            site_id=site_id,
            name=f"Shop {number}",
            widget_token=f"pl_{site_id}_{secrets.token_hex(8)}",
            origins=(SHOP,),
            greeting="Hello!",
            poll_ms=poll_ms,
            check_ms=check_ms,
            limits=limits,
        )
        sites.put(site)
        emails = [f"admin{index}@{site_id}.example" for index in range(1, admins_per_site + 1)]
        for index, email in enumerate(emails, 1):
            admins.create(site_id, email, f"Admin {index}", PASSWORD)
        created.append(
            {
                "site_id": site_id,
                "widget_token": site.widget_token,
                "shop": SHOP,
                "dashboard": DASHBOARD,
                "admins": [{"email": email, "password": PASSWORD} for email in emails],
            }
        )
    return created
