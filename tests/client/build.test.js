import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { access, mkdtemp, readFile, rm } from "node:fs/promises";
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

async function eventually(isSo) {
  for (let waited = 0; waited < PATIENCE_MS; waited += 50) {
    if (await isSo()) return true;
    await wait(50);
  }
  return false;
}

const appears = (path) => eventually(() => there(path));

/** The build of the dashboard ends with this: it names the parts of the script in the copy of the page. */
async function dashboardIsBuilt() {
  const page = () => readFile(join(out, "admin/index.html"), "utf8").catch(() => "");
  assert.ok(await eventually(async () => (await page()).includes("modulepreload")));
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

test("a change of the dashboard's page, settings or icon is copied by the build that a line asks for", async () => {
  const copies = ["index.html", "config.json", "favicon.svg"].map((name) => join(out, "admin", name));
  // The first build may still be copying, and would copy a file again that is removed now.
  await dashboardIsBuilt();
  for (const copy of copies) await rm(copy);
  build.stdin.write("\n");
  await dashboardIsBuilt();
  for (const copy of copies) assert.ok(await there(copy), copy);
});

test("the build ends when nobody asks for another one", async () => {
  const ended = new Promise((resolve) => build.once("exit", resolve));
  build.stdin.end();
  assert.equal(await ended, 0);
});
