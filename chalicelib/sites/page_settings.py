"""The settings of a site that its pages receive before anybody has written."""

import datetime
from collections.abc import Iterable

from chalicelib.model import Site, now_ms
from chalicelib.model.look import USUAL, Bubble, Look, Welcome
from chalicelib.model.opening_hours import OpeningHours, OpenTime
from chalicelib.sites.page_fields import LauncherTexts, PageBubble, PageFile, PageHours, PageTime, PageWeek, PageWelcome

VERSION = 1  # of the file; pages with an older script ignore a later one

PARTS_OF_LAUNCH = {"hidden_paths", "label", "icon", "picture", "bubbles", "report_installed"}
HALF_DAY_MS = 12 * 3600 * 1000  # no time zone is further behind UTC


def page_file(site: Site) -> PageFile:
    """What is as usual is missing: most sites' files are small."""
    from chalicelib.sites.look_css import style_sheet  # most processes never write a file

    look = site.look or USUAL
    file: PageFile = {"version": VERSION, "name": look.team_name or site.name, "language": site.language}
    if css := style_sheet(look):
        file["css"] = css
    if look.scheme != "auto":
        file["scheme"] = look.scheme
    if look.welcome:
        file["welcome"] = {each.language.lower(): page_welcome(each) for each in look.welcome}
    if site.hours:
        file["hours"] = page_hours(site.hours)
    if look.hidden_paths:
        file["hidden_paths"] = list(look.hidden_paths)
    if look.label:
        file["label"] = look.label
    if look.icon == "picture" and look.picture:
        file["picture"] = f"pictures/{look.picture}"
    elif look.icon not in ("bubble", "picture"):
        file["icon"] = look.icon
    if look.bubbles:
        file["bubbles"] = [page_bubble(each) for each in look.bubbles]
    if texts := launcher_texts(languages_of(site, look)):
        file["texts"] = texts
    if not site.installed_at:
        file["report_installed"] = True
    if hides(site.hours) or PARTS_OF_LAUNCH & file.keys():
        file["launch"] = True
    return file


def languages_of(site: Site, look: Look) -> list[str]:
    """The site's first, then those of its own texts."""
    return [
        site.language,
        *(each.language for each in look.welcome),
        *(each.language for each in look.bubbles if each.language),
    ]


def launcher_texts(languages: Iterable[str]) -> dict[str, LauncherTexts]:
    from chalicelib import mail_texts

    found: dict[str, LauncherTexts] = {}
    for tag in languages:
        texts = mail_texts.texts_for(tag)
        if texts.language != "en":
            say = texts.by_key
            found.setdefault(
                texts.language[:2],
                {
                    "lang": texts.language,
                    "open": say["chat_open"],
                    "failed": say["chat_failed"],
                    "dismiss": say["dismiss"],
                },
            )
    return found


def hides(hours: OpeningHours | None) -> bool:
    """Whether the launcher is hidden outside the hours."""
    return hours is not None and hours.outside == "hide"


def page_bubble(bubble: Bubble) -> PageBubble:
    shown: PageBubble = {"text": bubble.text, "seconds": bubble.delay_seconds}
    if bubble.language:
        shown["language"] = bubble.language
    if bubble.paths:
        shown["paths"] = list(bubble.paths)
    return shown


def page_welcome(welcome: Welcome) -> PageWelcome:
    shown: PageWelcome = {}
    if welcome.title:
        shown["title"] = welcome.title
    if welcome.text:
        shown["text"] = welcome.text
    return shown


def times(values: tuple[OpenTime, ...]) -> list[PageTime]:
    return [{"opens": each.opens, "closes": each.closes} for each in values]


def week(hours: OpeningHours) -> PageWeek:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = map(times, hours.week)
    return {
        "monday": monday,
        "tuesday": tuesday,
        "wednesday": wednesday,
        "thursday": thursday,
        "friday": friday,
        "saturday": saturday,
        "sunday": sunday,
    }


def page_hours(hours: OpeningHours) -> PageHours:
    """Without the names of holidays, and without those that are over everywhere. Yesterday's times may still go on."""
    now = datetime.datetime.fromtimestamp((now_ms() - HALF_DAY_MS) / 1000, datetime.timezone.utc)
    yesterday = (now - datetime.timedelta(days=1)).date().isoformat()
    return {
        "zone": hours.zone,
        "week": week(hours),
        "holidays": [
            {"date": each.date, "yearly": each.yearly, "times": times(each.times)}
            for each in hours.holidays
            if each.yearly or each.date >= yesterday
        ],
        "outside": hours.outside,
    }
