import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";

const root = new URL("../../", import.meta.url);
const PATIENCE_MS = 30_000;
let out;
let build;

const there = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

async function appears(path) {
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    if (await there(path)) return true;
    await wait(50);
  }
  return false;
}

before(async () => {
  out = await mkdtemp(join(tmpdir(), "porchlight-build-"));
  build = spawn(process.execPath, ["devtools/pages/build.mjs", "--out", out, "--linked"], {
    cwd: root,
    stdio: ["pipe", "inherit", "inherit"],
    detached: true,
  });
});

after(async () => {
  if (build.exitCode === null) {
    const gone = new Promise((resolve) => build.once("exit", resolve));
    // The whole group: esbuild would keep standard error open if it outlived the build.
    process.kill(-build.pid);
    await gone;
  }
  await rm(out, { recursive: true });
});

test("the build contains both pages and their files", async () => {
  const files = [
    "widget/porchlight.js",
    "widget/panel.js",
    "widget/porchlight.d.ts",
    "widget/extras.js",
    "widget/conversations.js",
    "widget/launch.js",
    "widget/emoji.js",
    "widget/log.js",
    "widget/long_log.js",
    "widget/trouble.js",
    "widget/preview.html",
    "widget/preview.js",
    "widget/preview.css",
    "widget/language.js",
    "widget/locales/de.js",
    "widget/locales/de.more.js",
    "widget/locales/zh-Hant.js",
    "admin/app.js",
    "admin/app.css",
    "admin/index.html",
    "admin/config.json",
    "admin/favicon.svg",
  ];
  for (const file of files) assert.ok(await appears(join(out, file)), file);
});

for (const name of ["index.html", "config.json", "favicon.svg"]) {
  test(`a change of the dashboard's ${name} is copied by the build that a line asks for`, async () => {
    const copy = join(out, "admin", name);
    assert.ok(await appears(copy));
    await rm(copy);
    build.stdin.write("\n");
    assert.ok(await appears(copy));
  });
}

test("the build ends when nobody asks for another one", async () => {
  const ended = new Promise((resolve) => build.once("exit", resolve));
  build.stdin.end();
  assert.equal(await ended, 0);
});
