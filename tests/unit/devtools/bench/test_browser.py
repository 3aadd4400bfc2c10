"""The command line of the browser that the bench and the tests start."""

import re
from pathlib import Path

import playwright

from devtools.bench.pages import browser

DRIVER = Path(playwright.__file__).parent / "driver/package/lib/coreBundle.js"


def test_what_playwright_turns_off_stays_off() -> None:
    listed = re.search(r"\bdisabledFeatures = \[\n(.*?)\n *\]\.filter", DRIVER.read_text(encoding="utf-8"), re.DOTALL)
    assert listed
    names = re.findall(r'^ *"(\w+)",?$', listed[1], re.MULTILINE)
    assert list(browser.OFF_IN_PLAYWRIGHT) == names
    for off in ((), browser.NEXT_PAGE):
        (given,) = [each for each in browser.arguments(*off) if each.startswith("--disable-features=")]
        assert set(given.partition("=")[2].split(",")) == {*names, *browser.ADDRESS_BAR, *off}
