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

test("the page has no inline scripts or styles", () => {
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=/);
  for (const [script] of page.matchAll(/<script[^>]*>[^<]*<\/script>/g)) {
    assert.match(script, /src="app\.js"><\/script>$/);
  }
});

test("the policy comes before anything is loaded", () => {
  assert.ok(page.indexOf("Content-Security-Policy") < page.search(/<link|<script/));
});
