import assert from "node:assert/strict";
import { test } from "node:test";
import { readEmbed } from "../../../widget/embed.js";

const PAGE = "https://shop.example/kettles/blue";
const SRC = "https://chat.example/widget/porchlight.js?v=3";

test("the interface is at the script's origin unless the tag says otherwise", () => {
  const embed = readEmbed({ src: SRC, dataset: { token: " pl_1 " } }, PAGE);
  assert.deepEqual(embed, {
    token: "pl_1",
    site: "pl_1",
    api: "https://chat.example/api",
    panelUrl: "https://chat.example/widget/panel.js",
  });
});

test("what is kept is kept under the site, whatever its token is replaced by", () => {
  const sites = ["pl_fern-and-kettle_5f2d9c1b", "pl_fern-and-kettle_c07f1e9a"].map(
    (token) => readEmbed({ src: SRC, dataset: { token } }, PAGE).site,
  );
  assert.deepEqual(sites, ["pl_fern-and-kettle", "pl_fern-and-kettle"]);
});

test("the tag may name the interface, with or without a stroke at the end", () => {
  for (const api of ["https://api.example/api", "https://api.example/api/", " https://api.example/api "]) {
    assert.equal(readEmbed({ src: SRC, dataset: { token: "t", api } }, PAGE).api, "https://api.example/api");
  }
});

test("an interface without a host is at the page's", () => {
  assert.equal(readEmbed({ src: SRC, dataset: { api: "/api" } }, PAGE).api, "https://shop.example/api");
});

test("a script without a host loads the panel from the page's", () => {
  const embed = readEmbed({ src: "/widget/porchlight.js", dataset: {} }, PAGE);
  assert.equal(embed.panelUrl, "https://shop.example/widget/panel.js");
  assert.equal(embed.token, "");
});
