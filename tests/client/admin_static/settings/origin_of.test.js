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

test("what is no address is left for the server to refuse", () => {
  for (const text of ["", "   ", "our shop", "mailto:a@b.example"]) assert.equal(originOf(text), text.trim());
});
