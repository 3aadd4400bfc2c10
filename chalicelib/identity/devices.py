"""What a browser calls itself, for people: enough to tell one's own devices apart. It is what the caller claims."""

BROWSERS = {
    "Edg": "Edge",
    "EdgA": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def describe(agent: str) -> str:
    """For example "Firefox on Linux"; "" when nothing is recognised."""
    browser = next((name for mark, name in BROWSERS.items() if f"{mark}/" in agent), "")
    if not browser and "Safari/" in agent:
        browser = "Safari"
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    return " on ".join(part for part in (browser, system) if part)
