import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const ROOT = join(import.meta.dirname, "../../..");
const TYPES = join(ROOT, "widget/porchlight.d.ts");

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "porchlight-types-"));
});
after(() => rmSync(folder, { recursive: true }));

/** @returns {string} what tsc reports of a page's code */
function problemsOf(code) {
  const file = join(folder, "page.ts");
  writeFileSync(file, `/// <reference path=${JSON.stringify(TYPES)} />\n${code}\nexport {};\n`);
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const options = ["--strict", "--noEmit", "--types", "", "--target", "es2022", "--module", "esnext"];
  return spawnSync(process.execPath, [tsc, ...options, file], { cwd: folder, encoding: "utf8" }).stdout;
}

test("a page's calls, queued calls, settings and listeners have types", () => {
  const problems = problemsOf(`
    window.porchlightSettings = { token: "pl_1", user: { id: 4711, hash: "00" }, language: "de" };
    const queue = (window.Porchlight ??= [] as PorchlightQueue);
    for (const call of ["open", "close", "toggle", "show", "hide", "reset", "destroy"] as const) queue.push(call);
    queue.push(["setUser", null]);
    queue.push(["on", "message", (event: CustomEvent<PorchlightMessage>) => event.detail.body.trim()]);
    window.Porchlight?.setLocale?.("pt-BR");
    window.Porchlight?.prefill?.("Hello");
    window.Porchlight?.setContext?.({ plan: "pro", orders: 3, newsletter: true });
    queue.push(["setContext", null]);
    window.Porchlight?.on?.("unread", ({ detail }) => detail.count.toFixed());
    document.addEventListener("porchlight:error", ({ detail }) => detail.code.trim());
    window.addEventListener("porchlight:ready", ({ detail }) => detail satisfies null);
  `);
  assert.equal(problems, "");
});

test("the example of docs/widget.md has the types", () => {
  const [, example] = readFileSync(join(ROOT, "docs/widget.md"), "utf8").match(/```ts\n(.*?)```/s);
  assert.equal(problemsOf(example), "");
});

for (const [mistake, code] of Object.entries({
  "an unknown call": 'window.Porchlight?.push("opne");',
  "an unknown event": 'window.Porchlight?.on?.("openned", () => {});',
  "a call without its argument": 'window.Porchlight?.push(["prefill"]);',
  "a user without a hash": 'window.Porchlight?.setUser?.({ id: "4711" });',
  "a language that is a number": "window.Porchlight?.setLocale?.(49);",
  "a field that an event does not have":
    'document.addEventListener("porchlight:unread", (e) => e.detail.number);',
})) {
  test(`${mistake} is a mistake that the types find`, () => {
    assert.match(problemsOf(code), /error TS/);
  });
}

test("the types have exactly the calls and events of the widget", () => {
  const types = readFileSync(TYPES, "utf8");
  const membersOf = (name) => {
    const [, body] = types.match(new RegExp(`interface ${name} \\{\\n([^]*?)\\n\\}`));
    return [...body.matchAll(/^ {2}(\w+)[(:<]/gm)].map(([, member]) => member).sort();
  };
  const loader = readFileSync(join(ROOT, "widget/porchlight.js"), "utf8");
  const calls = loader.slice(loader.indexOf("    createPageApi("), loader.indexOf("started = true"));
  const made = [...calls.matchAll(/^ {8}(\w+)[(:,]/gm)].map(([, call]) => call);
  assert.deepEqual(membersOf("PorchlightCalls"), made.sort());
  const sources = ["porchlight", "launcher", "panel", "reports"].map((name) =>
    readFileSync(join(ROOT, `widget/${name}.js`), "utf8"),
  );
  const emitted = sources.join().matchAll(/(?:emit\(|push\(\[|emit\(wanted \? "opened" : )"(\w+)"/g);
  const names = new Set([...emitted].map(([, name]) => name));
  assert.deepEqual(membersOf("PorchlightEvents"), [...names, "opened"].sort());
});
