"""A site's FAQ: its owners read and change it, and its pages receive the questions that they suggest."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from chalicelib import audit
from chalicelib.errors import Busy, FaqEntryNotFound, FaqFull
from chalicelib.model import AdminCaller, Site
from chalicelib.model.faq import Faq, FaqEntry, FaqText
from chalicelib.sites.page_fields import PageFaq, SuggestedQuestion
from chalicelib.storage import faqs, sites
from chalicelib.storage.attributes import FaqAttribute

MOST_ENTRIES = 60
MOST_BYTES = 300_000  # of the stored JSON; a row has at most 400 KB
MOST_SUGGESTED = 10  # that a page receives in a language; it shows some of them at once
ATTEMPTS = 4

T = TypeVar("T")


def suggested(site: Site) -> PageFaq | None:
    """None: no bot answers on this site."""
    faq = faqs.in_use(site)
    if faq is None:
        return None
    questions: dict[str, list[SuggestedQuestion]] = {}
    for entry in faq.entries:
        for text in entry.texts if entry.suggested else ():
            of_language = questions.setdefault(text.language, [])
            if len(of_language) < MOST_SUGGESTED:
                of_language.append({"id": entry.id, "question": text.question})
    return {"language": site.language, "questions": questions}


def read(caller: AdminCaller) -> Faq:
    return faqs.stored(caller.site_id, strong=True)[1]


def change(caller: AdminCaller, enabled: bool | None, name: str | None, order: list[str] | None, address: str) -> Faq:
    """`order`: ids of entries, which come first in this order. Those of entries that were removed do not matter."""

    def changed(faq: Faq) -> tuple[Faq, Faq]:
        entries = faq.entries
        if order is not None:
            places = {id: at for at, id in enumerate(order)}
            entries = tuple(sorted(entries, key=lambda entry: places.get(entry.id, len(places))))
        new = Faq(
            faq.enabled if enabled is None else enabled,
            faq.name if name is None else name,
            entries,
        )
        return new, new

    return store(caller, address, "faq.changed", caller.site_id, changed)


def add(caller: AdminCaller, texts: tuple[FaqText, ...], suggest: bool, address: str) -> FaqEntry:
    """Raises `FaqFull`."""
    entry = FaqEntry(f"q_{secrets.token_hex(6)}", texts, suggest)

    def changed(faq: Faq) -> tuple[Faq, FaqEntry]:
        return replace(faq, entries=(*faq.entries, entry)), entry

    return store(caller, address, "faq.entry_added", entry.id, changed)


def change_entry(
    caller: AdminCaller, id: str, texts: tuple[FaqText, ...] | None, suggest: bool | None, address: str
) -> FaqEntry:
    """Raises `FaqEntryNotFound` or `FaqFull`."""

    def changed(faq: Faq) -> tuple[Faq, FaqEntry]:
        before = find(faq, id)
        after = FaqEntry(id, before.texts if texts is None else texts, before.suggested if suggest is None else suggest)
        return replace(faq, entries=tuple(after if each.id == id else each for each in faq.entries)), after

    return store(caller, address, "faq.entry_changed", id, changed)


def remove(caller: AdminCaller, id: str, address: str) -> None:
    """Raises `FaqEntryNotFound`."""

    def changed(faq: Faq) -> tuple[Faq, None]:
        find(faq, id)
        return replace(faq, entries=tuple(each for each in faq.entries if each.id != id)), None

    store(caller, address, "faq.entry_removed", id, changed)


def find(faq: Faq, id: str) -> FaqEntry:
    found = next((each for each in faq.entries if each.id == id), None)
    if found is None:
        raise FaqEntryNotFound()
    return found


def store(caller: AdminCaller, address: str, action: str, target: str, changed: Callable[[Faq], tuple[Faq, T]]) -> T:
    """Two owners may change different entries at the same moment: each change starts from what is stored then."""
    for _ in range(ATTEMPTS):
        version, faq = faqs.stored(caller.site_id, strong=True)
        new, result = changed(faq)
        grows = size(new) > size(faq)
        if len(new.entries) > max(MOST_ENTRIES, len(faq.entries)) or (grows and size(new) > MOST_BYTES):
            raise FaqFull()
        entry = audit.recorded(caller.site_id, caller.admin_id, action, target, address)
        if faqs.replace(caller.site_id, version, new, entry):
            sites.get(caller.site_id, strong=True)  # so that this process uses it at once
            return result
    raise Busy()


def size(faq: Faq) -> int:
    return len(FaqAttribute().serialize(faq).encode())
