import assert from "node:assert/strict";
import { test } from "node:test";
import { loadConfig } from "../../../admin_static/start.js";

const page = "https://chat.example/admin/index.html#/c/c_1";
const answering =
  (body, status = 200) =>
  async () =>
    Response.json(body, { status });

test("config.json is fetched from the folder of the page", async () => {
  const requested = [];
  await loadConfig((url) => {
    requested.push(String(url));
    return answering({ api: "/api" })();
  }, page);
  assert.deepEqual(requested, ["https://chat.example/admin/config.json"]);
});

test("a path is on the page's host, a full address stays as it is", async () => {
  assert.deepEqual(await loadConfig(answering({ api: "/api/" }), page), {
    api: "https://chat.example/api",
    mail: false,
  });
  const elsewhere = "https://abc.execute-api.eu-north-1.amazonaws.com/api";
  assert.deepEqual(await loadConfig(answering({ api: elsewhere, mail: true }), page), {
    api: elsewhere,
    mail: true,
  });
});

test("a missing or damaged config.json is an error", async () => {
  await assert.rejects(loadConfig(answering({}, 404), page), /404/);
  await assert.rejects(loadConfig(async () => new Response("<html>"), page));
});
