"""Pictures of admins and sites: small public files beside the widget's script, listed in the site's row.

The name of a file follows from its content, so a file never changes and browsers keep it for a year. CloudFront keeps
it for a day, so that a deleted picture is gone everywhere after that. The row lists two names for each face, "new
before": pages that were loaded before a picture was replaced still find that one.
"""

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from chalicelib.config import config
from chalicelib.errors import Busy
from chalicelib.storage import mapping, s3, sites
from chalicelib.storage.faults import retryable_as_busy, try_write
from chalicelib.storage.tables import SiteRow

PREFIX = "widget/sites/pictures/"  # deployment/pages.py leaves these files alone
CACHED = "public, max-age=31536000, s-maxage=86400, immutable"
TYPES = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}
ATTEMPTS = 5


def put(name: str, content: bytes) -> None:
    """Raises `Busy` if S3 is out of reach."""
    with s3.requests() as client:
        client.put_object(
            Bucket=config().pages_bucket,
            Key=PREFIX + name,
            Body=content,
            ContentType=TYPES[name.rpartition(".")[2]],
            CacheControl=CACHED,
        )


def delete(name: str) -> None:
    """Deletes the file if there is one. Raises `Busy` if S3 is out of reach."""
    with s3.requests() as client:
        client.delete_object(Bucket=config().pages_bucket, Key=PREFIX + name)


def use(site_id: str, face: str, name: str) -> None:
    """Makes a stored file the picture of this face. The one before stays until the next one; an older one is deleted.

    Raises `Busy`, also under contention.
    """
    for _ in range(ATTEMPTS):
        listed = names(site_id, face)
        if listed[:1] == [name]:
            return
        for old in listed[1:]:
            if old != name:
                delete(old)
        if set_names(site_id, face, [name, *listed[:1]], listed):
            return
    raise Busy()


def remove(site_id: str, face: str) -> None:
    """Deletes the files of this face first: if the call is interrupted, the row lists what a repeated call deletes.

    Raises `Busy`, also under contention.
    """
    for _ in range(ATTEMPTS):
        listed = names(site_id, face)
        for name in listed:
            delete(name)
        if not listed or set_names(site_id, face, [], listed):
            return
    raise Busy()


def names(site_id: str, face: str) -> list[str]:
    site = sites.get(site_id, strong=True)
    return site.pictures.get(face, "").split() if site and site.pictures else []


@retryable_as_busy()
def set_names(site_id: str, face: str, new: list[str], before: list[str]) -> bool:
    """Returns False if the names are no longer those from before."""
    row, place = SiteRow(site_id), Path(["pictures", face])
    unchanged: Condition = place == " ".join(before) if before else place.does_not_exist()
    action = place.set(" ".join(new)) if new else place.remove()
    there = SiteRow.pictures.exists() & unchanged
    changed = try_write(row.update, actions=[action], condition=there)
    if not changed and not before:
        none = SiteRow.site_id.exists() & SiteRow.pictures.does_not_exist()
        changed = try_write(
            row.update, actions=[mapping.set_to(SiteRow, "pictures", {face: " ".join(new)})], condition=none
        )
    sites.known.forget(site_id)  # so that this process uses it at once; others do within a minute
    return changed
