"""Whether the widget is on the site's pages."""

from chalicelib.identity import visitors
from chalicelib.model import now_ms
from chalicelib.sites import page_files
from chalicelib.storage import sites

KNOWN_TO_PAGES_MS = 120_000  # browsers keep the site's file for a minute


def widget_loaded(widget_token: str, origin: str | None) -> None:
    """A page of the site has loaded the widget. Only the first time is stored, once in the life of a site, and nothing
    about the visitor. Then the file that pages read no longer asks them to report it.

    Raises `WidgetTokenInvalid`, `OriginNotAllowed` or `SiteDisabled`, or `Busy` if the file could not be written.
    """
    site, now = visitors.site_of_page(widget_token, origin), now_ms()
    if not site.installed_at:
        if installed := sites.installed(site.site_id, now):
            page_files.publish(installed)
    elif now - site.installed_at > KNOWN_TO_PAGES_MS:
        page_files.publish(site)  # pages that still report it have a file that could not be written then
