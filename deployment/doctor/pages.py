"""The static files: are they there, as what they are, and not kept by browsers for longer than a fix may take?"""

import re
from urllib.parse import urljoin

from deployment.doctor.checks import NotOk, check, expect
from deployment.doctor.http import Reply, ask
from deployment.doctor.scene import ORIGIN, NotTried, Scene

LONGEST_SECONDS = 3600  # how long a browser may keep a file whose name stays when it changes
HASHED = re.compile(r"-[A-Z0-9]{8}\.")  # a file that is another one when its content is: kept for ever
S3 = re.compile(r"https://[^/]*\.?s3\.[^/]*amazonaws\.com/")
UPLOAD = "Deploy again: it uploads the pages with their types and headers."
FRAME = "Serve the pages through CloudFront (deploy --cdn): it sends the headers that keep frames out."


@check("The widget is served to every page", remedy=UPLOAD)
def widget(scene: Scene) -> str:
    loader = script(scene, "porchlight.js")
    named = re.search(r"[\"'`](panel[\w-]*\.js)[\"'`]", loader.text)
    if named is None:
        raise NotOk("widget/porchlight.js names no panel")
    panel = script(scene, named[1])
    return f"two files, {(len(loader.text) + len(panel.text)) / 1000:.0f} kB before compression"


def script(scene: Scene, name: str) -> Reply:
    reply = ask("GET", f"{scene.target.pages}/widget/{name}", origin=ORIGIN, Accept_Encoding="identity")
    whole(reply, f"widget/{name}", "text/javascript", "application/javascript")
    allowed = reply.headers.get("access-control-allow-origin")
    expect(allowed in ("*", ORIGIN), f"widget/{name} has no Access-Control-Allow-Origin: no other site can load it")
    return reply


@check("The dashboard is served", remedy=UPLOAD)
def dashboard(scene: Scene) -> str:
    page = ask("GET", scene.target.dashboard)
    whole(page, "the dashboard's page", "text/html")
    named = re.findall(r'(?:src|href)="([^":]+\.(?:js|css))"', page.text)
    expect(bool(named), "the dashboard's page names no script")
    for name in named:
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        whole(ask("GET", urljoin(scene.target.dashboard, name)), name, kind, "application/javascript")
    return f"the page and {len(named)} files of it"


@check("The dashboard asks this API", remedy="Deploy again: it writes the API's address into admin/config.json.")
def config(scene: Scene) -> str:
    where = urljoin(scene.target.dashboard, "config.json")
    reply = ask("GET", where)
    whole(reply, "config.json", "application/json")
    api = urljoin(where, str((reply.body or {}).get("api"))).rstrip("/")
    expect(api == scene.target.api, f"config.json says {api}")
    return api


@check("The dashboard runs no foreign code", remedy=UPLOAD)
def policy(scene: Scene) -> str:
    page = ask("GET", scene.target.dashboard)
    declared = re.findall(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"', page.text)
    policies = [page.headers.get("content-security-policy", ""), *declared]
    strict = [each for each in policies if "default-src 'none'" in each and "unsafe" not in each]
    expect(bool(strict), "no Content-Security-Policy with default-src 'none'")
    return "Content-Security-Policy, strict"


@check("The dashboard is not shown in a frame", remedy=FRAME)
def framing(scene: Scene) -> str:
    if S3.match(scene.target.dashboard):
        raise NotTried("S3 sends no header for it; the page itself refuses to run in a frame. With --cdn there is one")
    headers = ask("GET", scene.target.dashboard).headers
    kept_out = "frame-ancestors 'none'" in headers.get("content-security-policy", "")
    expect(kept_out, "no frame-ancestors 'none' in the page's headers")
    return "frame-ancestors 'none'"


def whole(reply: Reply, what: str, *kinds: str) -> None:
    expect(reply.status == 200, f"{what}: {reply.status}")
    kind = reply.headers.get("content-type", "none").partition(";")[0]
    expect(kind in kinds, f"{what} has the type {kind}")
    if HASHED.search(what):
        return
    caching = reply.headers.get("cache-control", "")
    ages = [int(age) for age in re.findall(r"max-age=(\d+)", caching)]
    kept_short = "no-cache" in caching or "no-store" in caching or (ages and max(ages) <= LONGEST_SECONDS)
    expect(bool(kept_short), f"{what} is kept by browsers for too long (Cache-Control: {caching or 'none'})")


CHECKS = (widget, dashboard, config, policy, framing)
