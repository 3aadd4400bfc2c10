"""Builds the pages for a stage, and puts them where its visitors and admins get them."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from deployment.account import Account
from deployment.pages import bucket, files
from deployment.stage import Stage
from devtools import pages
from devtools.places import STATE


@dataclass(frozen=True, slots=True)
class Published:
    address: str  # https://… without a slash at its end
    dashboard: str
    changes: str  # in words


def publish(account: Account, folder: Path, outputs: dict[str, str], api: str) -> Published:
    """`folder`: the built pages; `outputs`: of the stage's `pages` stack."""
    uploaded = bucket.update(account, outputs["SiteBucket"], files.of(folder, api))
    distribution = outputs.get("Distribution")
    if uploaded.replaced and distribution:
        invalidate(account, distribution, uploaded.replaced)
    address = outputs["Address"]
    dashboard = f"{address}/admin/" if distribution else f"{address}/admin/index.html"
    return Published(address, dashboard, str(uploaded))


def built(stage: Stage) -> Path:
    folder = STATE / "pages" / stage.name
    pages.build(folder, hashed=True)
    return folder


def invalidate(account: Account, distribution: str, keys: list[str]) -> None:
    """CloudFront forgets what it has of these. `admin/` is another name of its page."""
    paths = sorted({f"/{key}" for key in keys} | {f"/{key.removesuffix('index.html')}" for key in keys})
    batch = {"Paths": {"Quantity": len(paths), "Items": paths}, "CallerReference": str(uuid.uuid4())}
    account.client("cloudfront").create_invalidation(DistributionId=distribution, InvalidationBatch=batch)
