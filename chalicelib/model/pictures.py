"""Pictures of admins and of a site, which are public files: see storage/pictures.py."""

from chalicelib.model.sites import Site

FACE_CHARACTERS = 8
OF_SITE = "site"  # in the place of a face: the picture of the site or its team

MOST_BYTES = 24 * 1024
PIXELS = range(32, 513)  # of a side


def face_of(admin_id: str) -> str:
    """What visitors' pages know an admin by, to find the picture. The end of the id: random, and not the id itself."""
    return admin_id[-FACE_CHARACTERS:]


def by_face(site: Site) -> dict[str, str]:
    """The admins' present pictures."""
    found = {face: site.picture(face) for face in site.pictures or {} if face != OF_SITE}
    return {face: name for face, name in found.items() if name}
