"""Mails as they arrived: SES stores them in S3, and S3 deletes them after 30 days."""

from typing import NamedTuple

from chalicelib.config import config
from chalicelib.storage import s3

PREFIX = "incoming/"
KEPT_DAYS = 30  # as in deployment/templates/files.yaml
MOST_BYTES = 10 * 1024 * 1024  # of a mail that is read as a whole; SES accepts up to 40 MB
HEAD_BYTES = 256 * 1024
LINK_SECONDS = 300


class Original(NamedTuple):
    """A mail, or only its beginning with all its headers, if it has more than 10 MB."""

    content: bytes
    cut: bool


def read(mail_id: str) -> Original:
    """`mail_id`: as SES reports it. Raises `Busy` if S3 is out of reach."""
    with s3.requests() as client:
        answer = client.get_object(Bucket=config().mail_bucket, Key=f"{PREFIX}{mail_id}")
        cut = answer["ContentLength"] > MOST_BYTES
        return Original(bytes(answer["Body"].read(HEAD_BYTES if cut else None)), cut)


def delete(mail_id: str) -> None:
    """Deletes a mail, if it is not deleted yet. Raises `Busy` if S3 is out of reach."""
    with s3.requests() as client:
        client.delete_object(Bucket=config().mail_bucket, Key=f"{PREFIX}{mail_id}")


def link(mail_id: str) -> str:
    """A link with which a browser can download the mail for five minutes. Makes no request."""
    parameters = {
        "Bucket": config().mail_bucket,
        "Key": f"{PREFIX}{mail_id}",
        # Never shown as a page: a mail may contain anything.
        "ResponseContentType": "application/octet-stream",
        "ResponseContentDisposition": 'attachment; filename="mail.eml"',
    }
    return str(s3.client().generate_presigned_url("get_object", Params=parameters, ExpiresIn=LINK_SECONDS))
