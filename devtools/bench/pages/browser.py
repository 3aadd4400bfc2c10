"""Starts the installed Chromium, headless."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from devtools.setup.browser import ensure

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# What Playwright turns off. The browser takes only the last list of its command line, so ours repeats this one.
OFF_IN_PLAYWRIGHT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
)
# The list below the address bar is two pages, in a process of their own for each window. Nobody sees them here, and
# they take two thirds of the processor time of a new context with an empty page.
ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
# The browser starts the process of a next page before anybody opens one. Tests open each page in a new context, where
# that process is never used, and takes a quarter of the processor time of a page with the widget.
NEXT_PAGE = ("SpareRendererForSitePerProcess",)


def arguments(*off: str) -> list[str]:
    """`off`: features of the browser that do not run either."""
    return [*QUIET, f"--disable-features={','.join((*OFF_IN_PLAYWRIGHT, *ADDRESS_BAR, *off))}"]


@contextmanager
def chromium(*off: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure(), args=arguments(*off))
        try:
            yield browser
        finally:
            browser.close()
