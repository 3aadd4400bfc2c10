"""The files with the settings of a stage's sites, for their pages: chalicelib/sites/page_files.py.

The API's function writes them when an owner changes a setting. A deployment writes those that are missing, or that this
release writes differently.
"""

import hashlib

from chalicelib.identity import site_credentials
from chalicelib.model import Site
from chalicelib.sites import page_files
from chalicelib.storage import site_files, sites
from deployment.account import Account, find
from deployment.doctor.temporary_site import SITE_ID as TEMPORARY_SITE_ID
from deployment.stage import Stage
from deployment.tables import Tables


def publish_all(account: Account, stage: Stage, bucket: str) -> bool:
    """Returns whether any file was written."""
    rows = Tables(account.client("dynamodb"), stage.prefix).sites()
    ids = sorted(str(row["site_id"]) for row in rows)
    found = [sites.get(id, strong=True) for id in ids if not TEMPORARY_SITE_ID.fullmatch(id)]
    written = [publish(account, bucket, site) for site in found if site]
    return any(written)


def publish(account: Account, bucket: str, site: Site) -> bool:
    client, content = account.client("s3"), page_files.content(site)
    etag = f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
    written = False
    for token in site_credentials.widget_tokens(site):
        key = site_files.key(token)
        current = find(client.head_object, Bucket=bucket, Key=key)
        if current is None or current["ETag"] != etag:
            client.put_object(Bucket=bucket, Key=key, Body=content, **site_files.HEADERS)
            written = True
    return written
