"""The sites that the storm plays on, made with the server's own code, past the proxies."""

import os
import secrets
from typing import Any

from chalicelib.identity import accounts
from chalicelib.model import Limits, Site
from chalicelib.storage import sites

SHOP = "https://shop.example"
DASHBOARD = "https://chat.example"  # in no site's list, as on AWS
PASSWORD = "correct horse battery staple"


def connect(address: str) -> None:
    """Lets this process use the server's own code on the store. Call it before anything uses that code."""
    os.environ.update(
        PORCHLIGHT_TABLE_PREFIX="porchlight-local-",
        PORCHLIGHT_DYNAMODB_ENDPOINT=address,
        AWS_REGION="us-east-1",
        AWS_DEFAULT_REGION="us-east-1",
        AWS_ACCESS_KEY_ID="local",
        AWS_SECRET_ACCESS_KEY="local",
        AWS_EC2_METADATA_DISABLED="true",
    )


def make_sites(count: int, admins: int, poll_ms: int, check_ms: int) -> list[dict[str, Any]]:
    """Makes the sites with their admins' accounts, as the browsers need them."""
    # Brisk visitors meet their limit now and then, as impatient ones do; all of them have one address.
    wide = 1_000_000
    limits = Limits(message_every_ms=250, conversations_per_minute=wide, conversations_per_address=wide)
    made = []
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
        emails = [f"admin{index}@{site_id}.example" for index in range(1, admins + 1)]
        for index, email in enumerate(emails, 1):
            accounts.create_admin(site_id, email, f"Admin {index}", PASSWORD)
        made.append(
            {
                "site_id": site_id,
                "widget_token": site.widget_token,
                "shop": SHOP,
                "dashboard": DASHBOARD,
                "admins": [{"email": email, "password": PASSWORD} for email in emails],
            }
        )
    return made
