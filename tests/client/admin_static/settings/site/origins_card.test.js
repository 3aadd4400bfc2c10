import assert from "node:assert/strict";
import { test } from "node:test";
import { originOf } from "../../../../../admin_static/settings/site/origins_card.js";

test("a pasted address becomes its origin", () => {
  assert.equal(originOf(" https://Shop.example/kettles?blue#top "), "https://shop.example");
  assert.equal(originOf("https://shop.example:443"), "https://shop.example");
  assert.equal(originOf("http://localhost:8000/"), "http://localhost:8000");
});

test("a bare host name gets https", () => {
  assert.equal(originOf("shop.example"), "https://shop.example");
});

test("a wildcard for subdomains is kept", () => {
  assert.equal(originOf("https://*.Shop.example/kettles"), "https://*.shop.example");
  assert.equal(originOf("*.shop.example:8443"), "https://*.shop.example:8443");
});

test("an international host is written in punycode, as browsers send it", () => {
  assert.equal(originOf("https://MÜNCHEN.example/"), "https://xn--mnchen-3ya.example");
  assert.equal(originOf("https://my_shop.example"), "https://my_shop.example");
});

test("an app's origin keeps its scheme", () => {
  assert.equal(originOf("capacitor://localhost"), "capacitor://localhost");
  assert.equal(originOf("Ionic://LOCALHOST/index.html"), "ionic://localhost");
  assert.equal(originOf("chrome-extension://abcdefgh/panel.html?a#b"), "chrome-extension://abcdefgh");
  assert.equal(originOf("http://tauri.localhost/"), "http://tauri.localhost");
});

test("text without an origin is returned as it is", () => {
  for (const text of ["", "   ", "our shop", "mailto:a@b.example"]) assert.equal(originOf(text), text.trim());
});
