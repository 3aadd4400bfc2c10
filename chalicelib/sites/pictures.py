"""The pictures of admins, and of a site or its team. A page makes them small; here they are checked and stored."""

import base64
import binascii
import hashlib

from chalicelib.chat import file_types, picture_size
from chalicelib.config import config
from chalicelib.errors import PictureInvalid, PicturesUnavailable, PictureTooLarge
from chalicelib.model import AdminCaller
from chalicelib.model.pictures import MOST_BYTES, OF_SITE, PIXELS, face_of
from chalicelib.storage import pictures


def set_own(caller: AdminCaller, content: str | None) -> str | None:
    """Gives the caller another picture, or none. Returns the name of its file.

    Raises `PictureInvalid`, `PictureTooLarge`, `PicturesUnavailable` or `Busy`. The same call can be repeated.
    """
    return stored(caller.site_id, face_of(caller.admin_id), content)


def set_of_site(caller: AdminCaller, content: str) -> str | None:
    """Stores a picture that the site's look can name. Pages show it once the look is saved. Raises as `set_own`."""
    return stored(caller.site_id, OF_SITE, content)


def stored(site_id: str, face: str, content: str | None) -> str | None:
    if config().pages_bucket is None:
        raise PicturesUnavailable()
    if content is None:
        pictures.remove(site_id, face)
        return None
    picture = decoded(content)
    name = name_of(site_id, face, picture)
    pictures.put(name, picture)
    pictures.use(site_id, face, name)
    return name


def decoded(content: str) -> bytes:
    try:
        picture = base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise PictureInvalid("content") from error
    if len(picture) > MOST_BYTES:
        raise PictureTooLarge("content")
    width, height = picture_size.of(f"image/{kind_of(picture)}", picture)
    if width != height or width not in PIXELS:
        raise PictureInvalid("content")
    return picture


def kind_of(picture: bytes) -> str:
    """What the first bytes say, whatever the page has called it."""
    for kind in ("webp", "jpeg", "png"):
        if file_types.BINARY[f"image/{kind}"].begins(picture):
            return kind
    raise PictureInvalid("content")


def name_of(site_id: str, face: str, picture: bytes) -> str:
    """The same picture of two people is two files: each goes with its owner."""
    digest = hashlib.sha256(f"{site_id}/{face}/".encode() + picture).digest()
    ending = {"jpeg": "jpg"}.get(kind := kind_of(picture), kind)
    return f"{base64.urlsafe_b64encode(digest[:15]).decode()}.{ending}"
