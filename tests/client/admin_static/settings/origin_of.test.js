import assert from "node:assert/strict";
import { test } from "node:test";
import { originOf } from "../../../../admin_static/settings/origin_of.js";

test("an address that is pasted becomes its origin", () => {
  assert.equal(originOf(" https://Shop.example/kettles?blue#top "), "https://shop.example");
  assert.equal(originOf("https://shop.example:443"), "https://shop.example");
  assert.equal(originOf("http://localhost:8000/"), "http://localhost:8000");
});

test("a name alone is taken for a site of its own", () => {
  assert.equal(originOf("shop.example"), "https://shop.example");
});

test("subdomains keep their form", () => {
  assert.equal(originOf("https://*.Shop.example/kettles"), "https://*.shop.example");
  assert.equal(originOf("*.shop.example:8443"), "https://*.shop.example:8443");
});

test("an internationalised host becomes what browsers send", () => {
  assert.equal(originOf("https://MÜNCHEN.example/"), "https://xn--mnchen-3ya.example");
  assert.equal(originOf("https://my_shop.example"), "https://my_shop.example");
});

test("a page inside an app has the app's scheme", () => {
  assert.equal(originOf("capacitor://localhost"), "capacitor://localhost");
  assert.equal(originOf("Ionic://LOCALHOST/index.html"), "ionic://localhost");
  assert.equal(originOf("chrome-extension://abcdefgh/panel.html?a#b"), "chrome-extension://abcdefgh");
  assert.equal(originOf("http://tauri.localhost/"), "http://tauri.localhost");
});

test("what is no address is left for the server to refuse", () => {
  for (const text of ["", "   ", "our shop", "mailto:a@b.example"]) assert.equal(originOf(text), text.trim());
});
