import assert from "node:assert/strict";
import { test } from "node:test";
import { readEmbed, readSettings } from "../../../widget/embed.js";

const PAGE = "https://shop.example/kettles/blue";
const SRC = "https://chat.example/widget/porchlight.js?v=3";

test("the API is at the script's origin unless the tag names another", () => {
  const embed = readEmbed({ src: SRC, dataset: { token: " pl_1 " } }, PAGE);
  assert.deepEqual(embed, {
    token: "pl_1",
    user: undefined,
    api: "https://chat.example/api",
    panelUrl: "https://chat.example/widget/panel.js",
    language: undefined,
    fileUrl: "https://chat.example/widget/sites/pl_1.json",
  });
});

test("the tag may name a verified visitor", () => {
  const dataset = {
    token: "t",
    userId: "4711",
    userHash: "00",
    userName: "Ada",
    userEmail: "ada@lind.example",
  };
  const user = { id: "4711", hash: "00", name: "Ada", email: "ada@lind.example" };
  assert.deepEqual(readEmbed({ src: SRC, dataset }, PAGE).user, user);
});

test("values come from the tag, then its address, then the settings", () => {
  const settings = { token: "of the settings", api: "/of/the/settings", user: { id: "4711", hash: "00" } };
  const read = (src, dataset) => readEmbed({ src, dataset }, PAGE, settings);
  assert.deepEqual(read(SRC, {}), {
    token: "of the settings",
    api: "https://shop.example/of/the/settings",
    user: settings.user,
    panelUrl: "https://chat.example/widget/panel.js",
    language: undefined,
    fileUrl: "https://chat.example/widget/sites/of%20the%20settings.json",
  });
  assert.equal(read(`${SRC}&token=of+the+address`, {}).token, "of the address");
  assert.equal(read(`${SRC}&api=https%3A%2F%2Fapi.example%2Fapi`, {}).api, "https://api.example/api");
  assert.equal(read(`${SRC}&token=of+the+address`, { token: "of the tag" }).token, "of the tag");
});

test("the tag, its address or the settings may name the language", () => {
  const named = (dataset, query = "", settings = {}) =>
    readEmbed({ src: SRC + query, dataset }, PAGE, settings).language;
  assert.equal(named({ language: "de" }, "&language=fr", { language: "it" }), "de");
  assert.equal(named({}, "&language=fr", { language: "it" }), "fr");
  assert.equal(named({}, "", { language: "it" }), "it");
});

test("a value that is not text is ignored", () => {
  const element = { toString: () => "https://other.example" };
  const { token, api } = readEmbed({ src: SRC, dataset: {} }, PAGE, { token: element, api: element });
  assert.deepEqual([token, api], ["", "https://chat.example/api"]);
});

test("settings are what a script has set, not an element with that id", () => {
  const settings = { token: "pl_1" };
  const page = (own, found) => Object.assign(Object.create({ porchlightSettings: found }), own);
  assert.equal(readSettings(page({ porchlightSettings: settings }, "an element")), settings);
  assert.deepEqual(readSettings(page({}, "an element")), {});
  assert.deepEqual(readSettings(page({ porchlightSettings: null })), {});
});

test("the tag may name the API, with or without a slash at the end", () => {
  for (const api of ["https://api.example/api", "https://api.example/api/", " https://api.example/api "]) {
    assert.equal(readEmbed({ src: SRC, dataset: { token: "t", api } }, PAGE).api, "https://api.example/api");
  }
});

test("an API address without a host is relative to the page", () => {
  assert.equal(readEmbed({ src: SRC, dataset: { api: "/api" } }, PAGE).api, "https://shop.example/api");
});

test("a script address without a host loads the panel from the page's host", () => {
  const embed = readEmbed({ src: "/widget/porchlight.js", dataset: {} }, PAGE);
  assert.equal(embed.panelUrl, "https://shop.example/widget/panel.js");
  assert.equal(embed.token, "");
});
