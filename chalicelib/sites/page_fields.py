"""What pages receive of a site before anybody has written, in answers and in the file beside the widget."""

from typing_extensions import NotRequired, TypedDict

from chalicelib.model import Icon, Outside, Scheme


class PageTime(TypedDict):
    opens: str
    closes: str


class PageWeek(TypedDict):
    monday: list[PageTime]
    tuesday: list[PageTime]
    wednesday: list[PageTime]
    thursday: list[PageTime]
    friday: list[PageTime]
    saturday: list[PageTime]
    sunday: list[PageTime]


class PageHoliday(TypedDict):
    date: str
    yearly: bool
    times: list[PageTime]


class PageHours(TypedDict):
    zone: str
    week: PageWeek
    holidays: list[PageHoliday]
    outside: Outside


class PageWelcome(TypedDict, total=False):
    title: str
    text: str


class PageBubble(TypedDict):
    """`seconds`: from when the page could show it."""

    text: str
    seconds: int
    language: NotRequired[str]
    paths: NotRequired[list[str]]


class SuggestedQuestion(TypedDict):
    id: str
    question: str


class PageFaq(TypedDict):
    """By language: the questions to suggest. `language`: the site's, for visitors whose own is not among them."""

    language: str
    questions: dict[str, list[SuggestedQuestion]]


class LauncherTexts(TypedDict):
    """What the page shows before it has loaded a language. `lang`: BCP 47."""

    lang: str
    open: str
    failed: str
    dismiss: str


class PageFile(TypedDict):
    """The file that every page reads before it shows the launcher: see page_files.py.

    `name`: in the panel's header. `css`: the style sheet of the site's look. `welcome`: by language in lower case.
    `launch`: whether the page also loads widget/launch.js, for `hours` that hide the launcher, `hidden_paths`, `label`,
    `icon`, `picture`, `bubbles` and `report_installed`. `picture`: the launcher's, its address as seen from this file.
    `texts`: by the first two letters of a page's language, for the site's languages other than English.
    `report_installed`: no page of the site has loaded the widget yet, so the page tells the API that it has.
    """

    version: int
    name: str
    language: str
    css: NotRequired[str]
    scheme: NotRequired[Scheme]
    welcome: NotRequired[dict[str, PageWelcome]]
    launch: NotRequired[bool]
    hours: NotRequired[PageHours]
    hidden_paths: NotRequired[list[str]]
    label: NotRequired[str]
    icon: NotRequired[Icon]
    picture: NotRequired[str]
    bubbles: NotRequired[list[PageBubble]]
    texts: NotRequired[dict[str, LauncherTexts]]
    report_installed: NotRequired[bool]
