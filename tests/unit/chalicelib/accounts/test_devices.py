import pytest

from chalicelib.accounts.devices import describe

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
NAMES = {
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0": "Firefox on Linux",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {WEBKIT} Chrome/126.0.0.0 Safari/537.36": "Chrome on Windows",
    f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0": "Edge on Windows",
    f"Mozilla/5.0 (Linux; Android 14) {WEBKIT} Chrome/126.0.0.0 Mobile Safari/537.36": "Chrome on Android",
    f"Mozilla/5.0 (Linux; Android 10; HD1913) {WEBKIT} Chrome/126.0 Mobile Safari/537.36 EdgA/125.0": "Edge on Android",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15": "Safari on macOS",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) CriOS/126.0 Mobile/15E148 Safari/604.1": "Chrome on iPhone",
    "Mozilla/5.0 (X11; Linux x86_64)": "Linux",
    "curl/8.5.0": "",
    "": "",
}


@pytest.mark.parametrize(("agent", "device"), NAMES.items())
def test_a_browser_is_described_by_name_and_operating_system(agent: str, device: str) -> None:
    assert describe(agent) == device
