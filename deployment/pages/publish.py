"""Builds the pages for a stage, and puts them where its visitors and admins get them."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from deployment.account import Account
from deployment.pages import bucket, files
from deployment.stage import Stage
from devtools import pages
from devtools.folders import STATE


@dataclass(frozen=True, slots=True)
class Published:
    address: str  # https://… without a slash at its end
    dashboard: str
    files: str  # their fingerprint
    changes: str  # in words


def publish(account: Account, folder: Path, outputs: dict[str, str], api: str, known: str | None) -> Published:
    """`outputs`: of the stage's `pages` stack; `known`: the fingerprint of the files that the last whole deployment
    published, None if there was none."""
    wanted = files.of(folder, api)
    uploaded = bucket.update(account, outputs["SiteBucket"], wanted)
    fingerprint = files.fingerprint(wanted)
    distribution = outputs.get("Distribution")
    if distribution and known not in (None, fingerprint):
        forget_all(account, distribution)
    address = outputs["Address"]
    dashboard = f"{address}/admin/" if distribution else f"{address}/admin/index.html"
    return Published(address, dashboard, fingerprint, str(uploaded))


def built(stage: Stage) -> Path:
    folder = STATE / "pages" / stage.name
    pages.build(folder, hashed=True)
    return folder


def forget_all(account: Account, distribution: str) -> None:
    """CloudFront asks for everything again. All paths count as one, and a thousand a month are free."""
    batch = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": str(uuid.uuid4())}
    account.client("cloudfront").create_invalidation(DistributionId=distribution, InvalidationBatch=batch)
