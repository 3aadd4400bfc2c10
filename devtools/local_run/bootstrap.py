"""Creates what a run needs: the tables, a site that allows the shop's origin, and an admin."""

import dataclasses
import os
import secrets

from chalicelib.accounts import admins
from chalicelib.identity import origins, site_credentials
from chalicelib.model import Limits, Site
from chalicelib.sites import page_files
from chalicelib.storage import site_files, sites
from deployment.tables import create_tables
from devtools.local_run.arguments import Arguments
from devtools.local_run.aws_apis.s3_objects import Objects
from devtools.local_run.environment import PAGES_BUCKET, objects_folder

SITE_ID = "default"


def prepare(arguments: Arguments) -> tuple[Site, str | None]:
    """Creates what is missing. Returns the site, and the admin's password if this start created or changed it."""
    create_tables(arguments.dynamodb, os.environ["PORCHLIGHT_TABLE_PREFIX"])
    password = None if arguments.again else arguments.admin_password
    site = prepare_site(arguments.port)
    publish_settings(site, arguments)
    return site, prepare_admin(arguments.admin_email, password)


def prepare_site(port: int) -> Site:
    """Keeps existing settings, and adds the shop's origin on this port if it is missing.

    The dashboard's origin need not be listed: admins are authorized by their token, and a socket by the origin that
    requested its ticket.
    """
    own = (f"http://localhost:{port}", f"http://127.0.0.1:{port}")
    site = sites.get(SITE_ID, strong=True) or Site(
        site_id=SITE_ID,
        name="Fern & Kettle",
        widget_token=f"pl_{SITE_ID}_{secrets.token_hex(12)}",
        origins=(),
        greeting="Hello! Ask us anything about tea, kettles, or your order.",
        # On one machine all visitors share an IP address.
        limits=Limits(conversations_per_address=10_000, conversations_per_minute=1_000),
    )
    missing = [origin for origin in own if not origins.allowed(site.origins, origin)]
    if missing:
        site = dataclasses.replace(site, origins=(*site.origins, *missing))
        sites.put(site)
    return site


def publish_settings(site: Site, arguments: Arguments) -> None:
    """Writes the file that the site's pages read into the bucket itself: the S3 of this run is not served yet."""
    objects = Objects(objects_folder(arguments))
    headers = {"Content-Type": "application/json", "Cache-Control": site_files.HEADERS["CacheControl"]}
    for token in site_credentials.widget_tokens(site):
        objects.write(PAGES_BUCKET, site_files.key(token), page_files.content(site), headers)


def prepare_admin(email: str, password: str | None) -> str | None:
    admin = admins.find(email)
    if admin is None:
        password = password or secrets.token_urlsafe(12)
        admins.create(SITE_ID, email, name_of(email), password)
        return password
    if password is not None:
        admins.set_password(email, password)
    return password


def name_of(email: str) -> str:
    return email.partition("@")[0].replace(".", " ").title()
