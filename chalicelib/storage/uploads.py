"""The files of messages in S3.

A page uploads to `pending/`, where S3 deletes everything after a day. When the message with a file is stored, the file
is copied to `attachments/`, under the number of its message, where no upload can replace it.
"""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, unquote

from chalicelib.config import config
from chalicelib.errors import Busy
from chalicelib.model import Attachment, Message
from chalicelib.storage import s3

PENDING, KEPT = "pending/", "attachments/"  # as in deployment/templates/files.yaml
HEAD_BYTES = 256 * 1024  # read to check the type and to find a picture's size
UPLOAD_SECONDS = 900  # within which an upload must begin
LINK_SECONDS = 300
NAME, TYPE = "name", "type"  # metadata of an upload
ABSENT = (403, 404)  # S3 answers 403 to a caller who may not list the bucket
CHANGED = 412


class Form(NamedTuple):
    """What a browser posts to S3, before the file."""

    url: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was uploaded, with its first bytes. Name and type: as given when the upload was allowed."""

    name: str
    type: str
    size: int
    etag: str
    head: bytes


def form(conversation_id: str, file: Attachment, served_as: str) -> Form:
    """Allows one upload of exactly this size, type and name under this key. Makes no request."""
    exact = {
        "Content-Type": served_as,
        f"x-amz-meta-{NAME}": quote(file.name, safe=""),
        f"x-amz-meta-{TYPE}": file.type,
        "success_action_status": "201",
    }
    answer = s3.client().generate_presigned_post(
        Bucket=config().files_bucket,
        Key=pending_key(conversation_id, file.id),
        Fields=dict(exact),
        Conditions=[*({name: value} for name, value in exact.items()), ["content-length-range", file.size, file.size]],
        ExpiresIn=UPLOAD_SECONDS,
    )
    return Form(answer["url"], answer["fields"])


def read(conversation_id: str, id: str) -> Upload | None:
    """None: it was not uploaded, or is deleted already. Raises `Busy` if S3 is out of reach."""
    try:
        with s3.requests() as client:
            answer = client.get_object(
                Bucket=config().files_bucket,
                Key=pending_key(conversation_id, id),
                Range=f"bytes=0-{HEAD_BYTES - 1}",
            )
            head = bytes(answer["Body"].read())
    except Busy as busy:
        if s3.status(busy) in ABSENT:
            return None
        raise
    metadata = answer["Metadata"]
    return Upload(
        name=unquote(metadata.get(NAME, "")),
        type=metadata.get(TYPE, ""),
        size=int(answer["ContentRange"].rpartition("/")[2]),
        etag=answer["ETag"],
        head=head,
    )


def keep(message: Message, file: Attachment, served_as: str) -> bool:
    """Copies an upload to its place, unless it has been replaced since it was checked. May be repeated.

    Returns False if there is no such upload any more. Raises `Busy` if S3 is out of reach.
    """
    try:
        with s3.requests() as client:
            client.copy_object(
                Bucket=config().files_bucket,
                Key=kept_key(message.conversation_id, message.id, file.id),
                CopySource={"Bucket": config().files_bucket, "Key": pending_key(message.conversation_id, file.id)},
                CopySourceIfMatch=file.etag,
                MetadataDirective="REPLACE",  # the name is in the message
                ContentType=served_as,
                CacheControl="private, max-age=31536000, immutable",
            )
    except Busy as busy:
        if s3.status(busy) in (*ABSENT, CHANGED):
            return False
        raise
    return True


def is_kept(message: Message, file: Attachment) -> bool:
    try:
        with s3.requests() as client:
            client.head_object(Bucket=config().files_bucket, Key=kept_key(message.conversation_id, message.id, file.id))
    except Busy as busy:
        if s3.status(busy) in ABSENT:
            return False
        raise
    return True


def link(message: Message, file: Attachment, content_type: str, disposition: str) -> str:
    """A link with which a browser can read a file for five minutes. Makes no request."""
    parameters = {
        "Bucket": config().files_bucket,
        "Key": kept_key(message.conversation_id, message.id, file.id),
        "ResponseContentType": content_type,
        "ResponseContentDisposition": disposition,
    }
    return str(s3.client().generate_presigned_url("get_object", Params=parameters, ExpiresIn=LINK_SECONDS))


def delete(message: Message) -> None:
    """Deletes the files of a message that is deleted. Raises `Busy` if S3 is out of reach."""
    for file in message.attachments:
        delete_keys(
            [
                pending_key(message.conversation_id, file.id),
                kept_key(message.conversation_id, message.id, file.id),
            ]
        )


def forget_pending(message: Message, file: Attachment) -> None:
    delete_keys([pending_key(message.conversation_id, file.id)])


def delete_all(conversation_id: str, up_to: int) -> None:
    """Deletes the files of a conversation's messages up to a number, and all uploads that wait for a message.

    Uploads first: a message that is stored at this moment can then not be given a file any more. Raises `Busy`.
    """
    delete_keys(keys(f"{PENDING}{conversation_id}/"))
    prefix = f"{KEPT}{conversation_id}/"
    delete_keys([key for key in keys(prefix) if int(key.removeprefix(prefix).partition("/")[0]) <= up_to])


def keys(prefix: str) -> list[str]:
    found: list[str] = []
    token: dict[str, str] = {}
    with s3.requests() as client:
        while True:
            page = client.list_objects_v2(Bucket=config().files_bucket, Prefix=prefix, **token)
            found += [each["Key"] for each in page.get("Contents", [])]
            if not page.get("IsTruncated"):
                return found
            token = {"ContinuationToken": page["NextContinuationToken"]}


def delete_keys(found: list[str]) -> None:
    with s3.requests() as client:
        for key in found:
            client.delete_object(Bucket=config().files_bucket, Key=key)


def pending_key(conversation_id: str, id: str) -> str:
    return f"{PENDING}{conversation_id}/{id}"


def kept_key(conversation_id: str, message_id: int, id: str) -> str:
    return f"{KEPT}{conversation_id}/{message_id}/{id}"
