import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const page = readFileSync(new URL("../../../admin_static/index.html", import.meta.url), "utf8");
const policy = /Content-Security-Policy"\s+content="([^"]+)"/.exec(page)[1];
const directives = new Map(policy.split(";").map((part) => part.trim().split(/\s+(.*)/s)));

test("scripts and styles come only from the page's own origin", () => {
  assert.equal(directives.get("default-src"), "'none'");
  assert.equal(directives.get("script-src"), "'self'");
  assert.equal(directives.get("style-src"), "'self'");
  assert.equal(directives.get("base-uri"), "'none'");
  assert.equal(directives.get("require-trusted-types-for"), "'script'");
  assert.doesNotMatch(policy, /unsafe/);
});

test("a service worker and a manifest of the page's own origin are allowed, by one policy of Trusted Types", () => {
  assert.equal(directives.get("worker-src"), "'self'");
  assert.equal(directives.get("manifest-src"), "'self'");
  assert.equal(directives.get("trusted-types"), "porchlight-worker");
});

test("the manifest's icons and the page's are there", () => {
  const read = (name) => readFileSync(new URL(`../../../admin_static/${name}`, import.meta.url));
  const manifest = JSON.parse(read("manifest.webmanifest").toString());
  const linked = [...page.matchAll(/<link rel="(?:icon|apple-touch-icon)" href="([^"]+)"/g)].map(
    ([, href]) => href,
  );
  for (const name of linked) assert.ok(read(name).length > 0, name);
  for (const { src, sizes, type } of manifest.icons) {
    const content = read(src);
    if (type !== "image/png") continue;
    assert.equal(`${content.readUInt32BE(16)}x${content.readUInt32BE(20)}`, sizes, src); // PNG: width and height
  }
  assert.deepEqual([manifest.display, manifest.scope], ["standalone", "./"]);
  assert.ok(manifest.icons.some(({ purpose }) => purpose === "maskable"));
});

test("the page has no inline scripts or styles", () => {
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=/);
  for (const [script] of page.matchAll(/<script[^>]*>[^<]*<\/script>/g)) {
    assert.match(script, /src="app\.js"><\/script>$/);
  }
});

test("the policy comes before anything is loaded", () => {
  assert.ok(page.indexOf("Content-Security-Policy") < page.search(/<link|<script/));
});
