"""Twelve sites that are hard on a widget, each on an origin of its own: `http://NAME.localhost:PORT`.

A server serves them, so that any browser can load them. Browsers resolve every name below `localhost` to this machine.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.e2e.hosts.host_page import Addresses

# What Prototype 1.6, MooTools and old polyfills did to the browser's own objects.
OLD_LIBRARIES = """<script>
  Array.prototype.each = function (visit) { for (var i = 0; i < this.length; i++) visit(this[i], i); };
  Array.prototype.clone = function () { return [].concat(this); };
  Array.prototype.reduce = function () { return this.length > 1 ? this : this[0]; };
  Array.prototype.toJSON = function () { return "[" + this.join(", ") + "]"; };
  Array.prototype.entries = function () { return this.slice(); };
  Array.from = function (list) { return list ? Array.prototype.slice.call(list) : []; };
  Object.prototype.extend = function (more) { for (var name in more) this[name] = more[name]; return this; };
  Function.prototype.bind = function (self) {
    var call = this, given = Array.prototype.slice.call(arguments, 1);
    return function () { return call.apply(self, given.concat(Array.prototype.slice.call(arguments))); };
  };
  (function () {
    var stringify = JSON.stringify, parse = JSON.parse, Native = window.Promise;
    JSON.stringify = function (value) { return stringify.apply(JSON, arguments); };
    JSON.parse = function (text) { return parse.call(JSON, String(text)); };
    function Old(resolver) { this.native = new Native(resolver); }
    Old.prototype.then = function (done, failed) {
      var inner = this.native.then(done, failed);
      return new Old(function (resolve, reject) { inner.then(resolve, reject); });
    };
    Old.prototype["catch"] = function (failed) { return this.then(null, failed); };
    Old.resolve = function (value) { return new Old(function (resolve) { resolve(value); }); };
    Old.reject = function (reason) { return new Old(function (resolve, reject) { reject(reason); }); };
    ["all", "race"].forEach(function (name) {
      Old[name] = function (all) {
        return new Old(function (resolve, reject) { Native[name](all).then(resolve, reject); });
      };
    });
    window.Promise = Old;
  })();
</script>"""
AMD = """<script>
  window.loaded = [];
  window.define = function () { loaded.push(arguments); };
  window.define.amd = {};
  window.require = function () { throw new Error("required " + arguments[0]); };
  window.module = { exports: {} };
  window.exports = window.module.exports;
</script>"""
# Renders on each visit what a framework would: a new body, with the tag and its calls in it.
ROUTER = """<script type="module">
  const render = (path) => {
    const body = document.createElement("body");
    body.append(Object.assign(document.createElement("h1"), { textContent: `Page ${path}` }));
    const tag = document.createElement("script");
    for (const [name, value] of Object.entries(TAG)) tag.setAttribute(name, value);
    body.append(tag);
    document.body.replaceWith(body);
    (window.Porchlight ??= []).push(["prefill", ""]);
    window.Porchlight.push("close");
  };
  for (const path of ["/", "/kettles", "/kettles/blue"]) {
    history.pushState(null, "", path);
    render(path);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
</script>"""
COVERED = """<style>
  #banner { position: fixed; inset: 0; z-index: 2147483647; background: #fffc; display: grid; place-items: center }
</style><div id="banner"><p>Our summer sale ends today.</p></div>"""
PHONE = '<meta name="viewport" content="width=device-width, initial-scale=1">'


@dataclass(frozen=True)
class Site:
    """`markup` of its page, in which `{tag}` is the script tag; `path` is where a visitor enters."""

    markup: str
    headers: dict[str, str] = field(default_factory=dict)
    frame: str = ""  # the page inside its frame, where the widget is


def sites(at: Addresses, api_hosts: str) -> dict[str, Site]:
    """`api_hosts`: the origins of calls and of the socket, as a policy lists them."""
    pages = at.script.removesuffix("/widget/porchlight.js")
    tag = f'<script async src="{at.script}" data-token="{at.token}" data-api="{at.api}"></script>'
    settings = f'{{ src: "{at.script}", "data-token": "{at.token}", "data-api": "{at.api}", async: "" }}'
    policy = f"default-src 'none'; script-src {pages}; connect-src {pages} {api_hosts}"
    body = "<h1>Kettles</h1><p>We sell kettles of every colour.</p>"

    def page(markup: str) -> str:
        return f"<!doctype html><title>Kettles</title>{markup}".replace("{tag}", tag).replace("TAG", settings)

    def plain(before: str = "") -> str:
        return page(f"{before}<body>{body}{{tag}}")

    trusted = f"{policy}; require-trusted-types-for 'script'; trusted-types 'none'"
    return {
        "plain": Site(plain()),
        "policy": Site(plain(), {"Content-Security-Policy": policy}),
        "trusted-types": Site(plain(), {"Content-Security-Policy": trusted}),
        "unset": Site(plain("<style>* { all: unset !important } * { display: block !important }</style>")),
        "right-to-left": Site(page(f'<html dir="rtl" lang="ar"><body>{body}{{tag}}')),
        "router": Site(page(f"<body>{body}{ROUTER}")),
        "frame": Site(
            page('<body><iframe src="/inside" title="Chat" style="inline-size: 500px; block-size: 700px"></iframe>'),
            frame=plain(),
        ),
        "covered": Site(page(f"<body>{body}{COVERED}{{tag}}")),
        "old-libraries": Site(plain(OLD_LIBRARIES)),
        "amd": Site(plain(AMD)),
        "base": Site(plain('<base href="http://elsewhere.localhost:9/other/">')),
        "phone": Site(plain(PHONE)),
    }


NAMES = (
    "plain",
    "policy",
    "trusted-types",
    "unset",
    "right-to-left",
    "router",
    "frame",
    "covered",
    "old-libraries",
    "amd",
    "base",
    "phone",
)


@contextmanager
def served(made: dict[str, Site]) -> Iterator[Callable[[str], str]]:
    """Serves the sites. Gives a function from a site's name to its origin."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site = made.get(self.headers.get("Host", "").partition(".")[0])
            known = site is not None and "text/html" in self.headers.get("Accept", "")
            page = (site.frame if self.path == "/inside" else site.markup) if site and known else ""
            content = page.encode()
            self.send_response(200 if known else 204)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            for name, value in (site.headers if site else {}).items():
                self.send_header(name, value)
            if known:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield lambda name: f"http://{name}.localhost:{server.server_port}"
        finally:
            server.shutdown()
