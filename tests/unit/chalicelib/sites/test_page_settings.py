"""What pages receive of a site's settings."""

import dataclasses
import datetime

import pytest

from chalicelib.model import Site
from chalicelib.model.look import Bubble, Look, Welcome
from chalicelib.model.opening_hours import Holiday, OpeningHours, OpenTime
from chalicelib.sites import page_settings
from chalicelib.sites.page_settings import page_file

SITE = Site(site_id="default", name="Fern & Kettle", widget_token="", origins=(), greeting="", installed_at=1)
NIGHT = (OpenTime("18:00", "06:00"),)


def dates_at(monkeypatch: pytest.MonkeyPatch, now: str, *holidays: Holiday) -> list[str]:
    at = datetime.datetime.fromisoformat(now)
    monkeypatch.setattr(page_settings, "now_ms", lambda: int(at.timestamp() * 1000))
    hours = OpeningHours("Pacific/Niue", ((),) * 7, holidays)
    return [each["date"] for each in page_settings.page_hours(hours)["holidays"]]


def test_a_holiday_is_sent_until_the_day_after_it_is_over_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    holiday = Holiday("2026-12-24", False, "", NIGHT)
    # Until 6:00 of the 25th in Niue, at UTC-11.
    assert dates_at(monkeypatch, "2026-12-25T17:00:00+00:00", holiday) == ["2026-12-24"]
    assert dates_at(monkeypatch, "2026-12-26T11:59:00+00:00", holiday) == ["2026-12-24"]
    assert dates_at(monkeypatch, "2026-12-26T12:01:00+00:00", holiday) == []


def test_a_yearly_holiday_is_always_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dates_at(monkeypatch, "2031-01-01T00:00:00+00:00", Holiday("2026-12-24", True, "", ())) == ["2026-12-24"]


def test_each_day_of_the_week_has_its_times() -> None:
    days = tuple((OpenTime(f"0{index}:00", "12:00"),) for index in range(7))
    week = page_settings.week(OpeningHours("UTC", days))
    opens = {day: times[0]["opens"] for day, times in week.items()}  # type: ignore[index]
    assert opens == {
        "monday": "00:00",
        "tuesday": "01:00",
        "wednesday": "02:00",
        "thursday": "03:00",
        "friday": "04:00",
        "saturday": "05:00",
        "sunday": "06:00",
    }


def test_the_file_has_the_greetings_without_what_is_as_usual_and_the_page_loads_what_shows_them() -> None:
    bubbles = (Bubble("Preise?", "de", ("/preise*",), 10), Bubble("Hello!"))
    file = page_file(Site("default", "Tea", "pl_default_x", ("https://shop.example",), "", look=Look(bubbles=bubbles)))
    assert file["launch"] is True
    assert file["bubbles"] == [
        {"text": "Preise?", "seconds": 10, "language": "de", "paths": ["/preise*"]},
        {"text": "Hello!", "seconds": 5},
    ]


def test_a_site_without_greetings_says_nothing_of_them() -> None:
    file = page_file(dataclasses.replace(SITE, look=Look()))
    assert not {"bubbles", "launch"} & file.keys()


def test_the_launcher_speaks_the_sites_languages_before_a_page_has_loaded_one() -> None:
    look = Look(welcome=(Welcome("fr", "Bonjour", ""), Welcome("en", "Hello", "")))
    file = page_file(dataclasses.replace(SITE, language="de", look=look))
    assert {tag: texts["open"] for tag, texts in file["texts"].items()} == {
        "de": "Chat öffnen",
        "fr": "Ouvrir la discussion",
    }
    assert file["texts"]["de"]["lang"] == "de"


def test_an_english_sites_file_has_no_texts() -> None:
    assert "texts" not in page_file(dataclasses.replace(SITE, language="en-GB"))


def test_pages_report_that_the_widget_is_installed_until_one_has() -> None:
    new = dataclasses.replace(SITE, installed_at=0)
    assert page_file(new).items() >= {"report_installed": True, "launch": True}.items()
    assert not {"report_installed", "launch"} & page_file(SITE).keys()
