"""The order in which pages are uploaded: no file names one that is not there yet."""

import secrets

from deployment.pages.bucket import last_named
from deployment.pages.files import PageFile

IN_ORDER = [
    "admin/parts/chunk-UC5PUT5F.js",
    "admin/parts/later-B5XCPNI4.js",
    "admin/app.css",
    "admin/app.js",
    "widget/panel.js",
    "widget/porchlight.js",
    "admin/index.html",
]


def test_what_is_named_is_there_before_what_names_it():
    shuffled = sorted(IN_ORDER, key=lambda _: secrets.randbits(32))
    files = sorted((PageFile(key, b"") for key in shuffled), key=last_named)
    assert [file.key for file in files] == IN_ORDER


def test_only_what_has_a_hash_in_its_name_is_kept_for_ever():
    kept = [key for key in IN_ORDER if "immutable" in PageFile(key, b"").cache_control]
    assert kept == IN_ORDER[:2]
