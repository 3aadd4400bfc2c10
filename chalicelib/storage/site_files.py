"""Files for the pages of a site, in the bucket with the widget's script and beside it. Anybody can read them."""

from chalicelib.config import config
from chalicelib.storage import s3

PREFIX = "widget/sites/"  # deployment/pages.py leaves these files alone
HEADERS = {"ContentType": "application/json", "CacheControl": "public, max-age=60"}


def put(widget_token: str, content: bytes) -> None:
    """Raises `Busy` if S3 is out of reach."""
    with s3.requests() as client:
        client.put_object(
            Bucket=config().pages_bucket,
            Key=key(widget_token),
            Body=content,
            **HEADERS,
        )


def delete(widget_token: str) -> None:
    """Deletes the file if there is one. Raises `Busy` if S3 is out of reach."""
    with s3.requests() as client:
        client.delete_object(Bucket=config().pages_bucket, Key=key(widget_token))


def key(widget_token: str) -> str:
    return f"{PREFIX}{widget_token}.json"
