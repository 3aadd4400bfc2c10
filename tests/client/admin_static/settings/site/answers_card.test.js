import assert from "node:assert/strict";
import { test } from "node:test";
import { pageOf, startPage } from "../../../../../admin_static/settings/site/answers_card.js";

test("a page's address is completed as the server takes it", () => {
  assert.equal(pageOf(" shop.example "), "https://shop.example/");
  assert.equal(pageOf("shop.example/contact"), "https://shop.example/contact");
  assert.equal(pageOf("https://shop.example/a?b=c#chat"), "https://shop.example/a?b=c");
  assert.equal(pageOf("http://127.0.0.1:8000"), "http://127.0.0.1:8000/");
  assert.equal(pageOf("  "), "");
});

test("what is no address goes to the server as it is, which refuses it", () => {
  assert.equal(pageOf("our contact page"), "our contact page");
});

test("without a page, mails link to the start page of the first origin that has pages", () => {
  assert.equal(
    startPage(["capacitor://localhost", "https://*.shop.example", "https://shop.example"]),
    "https://shop.example/",
  );
  assert.equal(startPage(["capacitor://localhost"]), "");
});
