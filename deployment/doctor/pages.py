"""Checks of the static files: types, cache times, security headers."""

import re
from urllib.parse import urljoin

from deployment.doctor.checks import NotOk, NotTried, Visit, check, expect
from deployment.doctor.client import ORIGIN, Reply, request

MAX_AGE_SECONDS = 3600  # of a file whose name stays the same when its content changes
HASHED = re.compile(r"-[A-Z0-9]{8}\.")  # a file name that changes with the content
S3 = re.compile(r"https://[^/]*\.?s3\.[^/]*amazonaws\.com/")
UPLOAD = "Deploy again: that uploads the pages with their types and headers."
FRAME = "Serve the pages from CloudFront (deploy --cdn), which sends the headers that prevent framing."


@check("Every site can load the widget", remedy=UPLOAD)
def widget(visit: Visit) -> str:
    loader = script(visit, "porchlight.js")
    named = re.search(r"[\"'`](panel[\w-]*\.js)[\"'`]", loader.text)
    if named is None:
        raise NotOk("widget/porchlight.js names no panel")
    panel = script(visit, named[1])
    return f"two files, {(len(loader.text) + len(panel.text)) / 1000:.0f} kB before compression"


def script(visit: Visit, name: str) -> Reply:
    reply = request("GET", f"{visit.target.pages}/widget/{name}", origin=ORIGIN, Accept_Encoding="identity")
    expect_file(reply, f"widget/{name}", "text/javascript", "application/javascript")
    allowed = reply.headers.get("access-control-allow-origin")
    expect(allowed in ("*", ORIGIN), f"widget/{name} has no Access-Control-Allow-Origin: no other site can load it")
    return reply


@check("The dashboard is served", remedy=UPLOAD)
def dashboard(visit: Visit) -> str:
    page = request("GET", visit.target.dashboard)
    expect_file(page, "the dashboard's page", "text/html")
    named = re.findall(r'(?:src|href)="([^":]+\.(?:js|css))"', page.text)
    expect(bool(named), "the dashboard's page names no script")
    for name in named:
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        expect_file(request("GET", urljoin(visit.target.dashboard, name)), name, kind, "application/javascript")
    return f"the page and {len(named)} files of it"


@check("The dashboard can be installed and notify", remedy=UPLOAD)
def app(visit: Visit) -> str:
    worker = request("GET", urljoin(visit.target.dashboard, "service_worker.js"))
    expect_file(worker, "service_worker.js", "text/javascript")
    manifest = request("GET", urljoin(visit.target.dashboard, "manifest.webmanifest"))
    expect_file(manifest, "manifest.webmanifest", "application/manifest+json")
    for icon in (manifest.body or {}).get("icons", []):
        expect_file(request("GET", urljoin(visit.target.dashboard, icon["src"])), icon["src"], icon["type"])
    return "service worker, manifest and icons"


@check("The dashboard calls this API", remedy="Deploy again: that writes the API's address into admin/config.json.")
def config(visit: Visit) -> str:
    url = urljoin(visit.target.dashboard, "config.json")
    reply = request("GET", url)
    expect_file(reply, "config.json", "application/json")
    api = urljoin(url, str((reply.body or {}).get("api"))).rstrip("/")
    expect(api == visit.target.api, f"config.json says {api}")
    return api


@check("The dashboard has a strict content policy", remedy=UPLOAD)
def policy(visit: Visit) -> str:
    page = request("GET", visit.target.dashboard)
    declared = re.findall(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"', page.text)
    policies = [page.headers.get("content-security-policy", ""), *declared]
    strict = [each for each in policies if "default-src 'none'" in each and "unsafe" not in each]
    expect(bool(strict), "no Content-Security-Policy with default-src 'none'")
    return "Content-Security-Policy, strict"


@check("The dashboard cannot be framed", remedy=FRAME)
def framing(visit: Visit) -> str:
    if S3.match(visit.target.dashboard):
        raise NotTried("S3 sends no such header; the page itself refuses to run in a frame. --cdn adds the header")
    headers = request("GET", visit.target.dashboard).headers
    prevented = "frame-ancestors 'none'" in headers.get("content-security-policy", "")
    expect(prevented, "no frame-ancestors 'none' in the page's headers")
    return "frame-ancestors 'none'"


def expect_file(reply: Reply, what: str, *kinds: str) -> None:
    expect(reply.status == 200, f"{what}: {reply.status}")
    kind = reply.headers.get("content-type", "none").partition(";")[0]
    expect(kind in kinds, f"{what} has the type {kind}")
    if HASHED.search(what):
        return
    caching = reply.headers.get("cache-control", "")
    ages = [int(age) for age in re.findall(r"max-age=(\d+)", caching)]
    expires_soon = "no-cache" in caching or "no-store" in caching or (ages and max(ages) <= MAX_AGE_SECONDS)
    expect(bool(expires_soon), f"{what} is cached by browsers for too long (Cache-Control: {caching or 'none'})")


CHECKS = (widget, dashboard, app, config, policy, framing)
