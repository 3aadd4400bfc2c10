"""What a first start needs: the tables, a site that lists the shop's origin, and an admin."""

import dataclasses
import os
import secrets

from chalicelib.identity import accounts, origins
from chalicelib.model import Limits, Site
from chalicelib.storage import sites
from deployment.tables import create_tables
from devtools.local_run.arguments import Arguments

SITE_ID = "default"


def prepare(arguments: Arguments) -> tuple[Site, str | None]:
    """Makes what is missing. Returns the site, and the admin's password if it was made or set by this start."""
    create_tables(arguments.dynamodb, os.environ["PORCHLIGHT_TABLE_PREFIX"])
    given = None if arguments.again else arguments.admin_password
    return prepare_site(arguments.port), prepare_admin(arguments.admin_email, given)


def prepare_site(port: int) -> Site:
    """Leaves settings as they are, and lists this port's shop if it is not. The dashboard's origin needs no listing:
    admins are let in by their token, and a socket by the origin that asked for its ticket."""
    own = (f"http://localhost:{port}", f"http://127.0.0.1:{port}")
    site = sites.get(SITE_ID, strong=True) or Site(
        site_id=SITE_ID,
        name="Fern & Kettle",
        widget_token=f"pl_{SITE_ID}_{secrets.token_hex(12)}",
        origins=(),
        greeting="Hello! Ask us anything about tea, kettles, or your order.",
        # On a laptop every visitor has one address.
        limits=Limits(conversations_per_address=10_000, conversations_per_minute=1_000),
    )
    missing = [origin for origin in own if not origins.allowed(site.origins, origin)]
    if missing:
        site = dataclasses.replace(site, origins=(*site.origins, *missing))
        sites.put(site)
    return site


def prepare_admin(email: str, password: str | None) -> str | None:
    admin = accounts.find_admin(email)
    if admin is None:
        password = password or secrets.token_urlsafe(12)
        accounts.create_admin(SITE_ID, email, name_of(email), password)
        return password
    accounts.enlist(admin)
    if password is not None:
        accounts.set_password(email, password)
    return password


def name_of(email: str) -> str:
    return email.partition("@")[0].replace(".", " ").title()
