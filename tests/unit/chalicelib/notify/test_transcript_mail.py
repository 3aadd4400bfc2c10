"""The text of a transcript."""

from chalicelib.mail_texts import texts_of
from chalicelib.model import Attachment, Message, SenderType, Site
from chalicelib.notify.transcript_mail import is_shown, text_of

SITE = Site("default", "Fern & Kettle", "pl_default_1", (), "")
ENGLISH = texts_of("en")
EVENING = 1_803_940_500_000  # 1 March 2027, 22:35 in UTC, and the next day in Tokyo


def message(id: int, body: str, sender: SenderType = "visitor", **more: object) -> Message:
    at = EVENING + id * 60_000
    return Message("c_1", id, f"client-{id}", sender, "x", "Maya" if sender == "admin" else "Visitor", body, at, **more)  # type: ignore[arg-type]


def test_days_and_times_are_those_of_the_zone() -> None:
    log = [message(1, "Is it blue?"), message(2, "It is.\nAnd round.", "admin")]
    assert text_of(SITE, log, "UTC", ENGLISH).split("\n\n") == [
        "Fern & Kettle\nTimes are those of UTC.",
        "Monday, 1 March 2027",
        "22:36 Visitor\nIs it blue?",
        "22:37 Maya\nIt is.\nAnd round.\n",
    ]
    assert "Tuesday, 2 March 2027\n\n07:36 Visitor" in text_of(SITE, log, "Asia/Tokyo", ENGLISH)


def test_the_heading_is_in_the_visitors_language_and_its_days_are_numbers_there() -> None:
    text = text_of(SITE, [message(1, "Ist er blau?")], "UTC", texts_of("de"))
    assert text.startswith("Fern & Kettle\nUhrzeiten gelten für UTC.\n\n2027-03-01\n\n22:36 ")


def test_each_day_has_one_heading() -> None:
    log = [message(1, "one"), message(2, "two"), message(100, "three")]
    text = text_of(SITE, log, "UTC", ENGLISH)
    assert [text.count(day) for day in ("1 March", "2 March")] == [1, 1]


def test_files_are_named_and_deleted_messages_and_quiet_entries_are_not_shown() -> None:
    files = (Attachment(id="x" * 16, name="kettle.png", type="image/png", size=1),)
    assert "[kettle.png]" in text_of(SITE, [message(1, "", attachments=files)], "UTC", ENGLISH)
    assert is_shown(message(1, "", attachments=files))
    assert not is_shown(message(1, "", deleted=True))
    assert not is_shown(message(1, "", "admin", kind="closed"))
    assert not is_shown(message(1, "A comment", kind="rated", rating=1))
