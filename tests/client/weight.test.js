import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import { dashboardFiles } from "../../devtools/pages/dashboard_locales.mjs";
import { oneFirstPart } from "../../devtools/pages/first_part.mjs";
import { compiledTemplates } from "../../devtools/pages/templates.mjs";
import { bubble, extras, language, launch, longLog, parts, trouble } from "../../devtools/pages/widget.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Bytes over the wire of these files and all that they import, minified as the pages are. */
async function weightOf(files) {
  const contents = files.map((file) => `export * from "./${file}";`).join("\n");
  const { outputFiles } = await build({ stdin: { contents, resolveDir: root } });
  return gzipped(outputFiles[0]);
}

const build = (options) =>
  esbuild.build({
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
    plugins: [compiledTemplates],
    ...options,
  });
const gzipped = ({ contents }) => gzipSync(contents, { level: 9 }).length;

test("the whole delivery engine is under 5.6 kB", async () => {
  const weight = await weightOf(globSync("client/delivery/*.js", { cwd: root }));
  assert.ok(weight > 2_000 && weight < 5_600, `${weight} bytes`);
});

test("the engine with the visitor's side is under 8 kB", async () => {
  const weight = await weightOf(["widget/visitor/visitor.js"]);
  assert.ok(weight > 3_000 && weight < 8_000, `${weight} bytes`);
});

test("the inbox is under 60 kB with its texts in any language, and contains nothing of the settings and of an open conversation", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ["admin_static/app.js"],
    outdir: "out",
    splitting: true,
    chunkNames: "[name]-[hash]",
    metafile: true,
    plugins: [oneFirstPart(root, "./admin_static/dashboard.js"), compiledTemplates],
  });
  const first = importedBy("out/app.js", metafile.outputs);
  const now = outputFiles.filter(({ path }) => first.has(relative(root, path)));
  const later = outputFiles.filter(({ path }) => /later-/.test(path));
  const hours = outputFiles.filter(({ path }) => /hours_card-/.test(path));
  const widget = outputFiles.filter(({ path }) => /owner_pages-/.test(path));
  assert.deepEqual([later.length, hours.length, widget.length], [1, 1, 1]);
  assert.ok(!now.includes(later[0]) && !now.includes(hours[0]) && !now.includes(widget[0]));
  const weight = now.map(gzipped).reduce((one, other) => one + other);
  const languages = (await dashboardFiles()).filter(({ name }) => !name.includes("."));
  assert.equal(languages.length, 12);
  for (const { name, texts } of languages) {
    const whole = weight + gzipSync(JSON.stringify(texts), { level: 9 }).length;
    assert.ok(weight > 20_000 && whole < 60_000, `${name}: ${whole} bytes, of which ${weight} are scripts`);
  }
  assert.ok(now.length <= 6, `${now.length} files`);
  assert.ok(gzipped(later[0]) < 24_000, `${gzipped(later[0])} bytes`);
  assert.ok(gzipped(hours[0]) < 5_000, `${gzipped(hours[0])} bytes`);
  assert.ok(gzipped(widget[0]) < 10_000, `${gzipped(widget[0])} bytes`);
  assert.match(later[0].text, /Save your recovery codes/);
  const thread = outputFiles.filter(({ path }) => /thread-/.test(path));
  assert.equal(thread.length, 1);
  assert.ok(!now.includes(thread[0]));
  assert.ok(gzipped(thread[0]) < 20_000, `${gzipped(thread[0])} bytes`);
  for (const { text } of now) assert.doesNotMatch(text, /Save your recovery codes/);
});

test("the reports with their charts are under 40 kB, style sheet included, and the inbox contains nothing of them", async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: ["admin_static/app.js", "admin_static/reports.css"],
    outdir: "out",
    splitting: true,
    chunkNames: "[name]-[hash]",
    metafile: true,
  });
  const first = importedBy("out/app.js", metafile.outputs);
  const names = Object.entries(metafile.outputs);
  const [reports] = names.find(([, { entryPoint }]) => entryPoint === "admin_static/reports/reports.js");
  const part = [...importedBy(reports, metafile.outputs), "out/reports.css"].filter(
    (path) => !first.has(path),
  );
  const files = outputFiles.filter(({ path }) => part.includes(relative(root, path)));
  assert.equal(files.length, part.length);
  const weight = files.map(gzipped).reduce((one, other) => one + other);
  assert.ok(weight > 25_000 && weight < 40_000, `${weight} bytes`);
  const now = names.filter(([path]) => first.has(path)).flatMap(([, { inputs }]) => Object.keys(inputs));
  assert.deepEqual(
    now.filter((path) => path.includes("uplot") || path.startsWith("admin_static/reports/")),
    [],
  );
});

/** The parts that are loaded by others, which give them the panel's Preact, and their limits in bytes. */
const LATER = {
  extras: [extras, 8_500],
  trouble: [trouble, 2_000],
  attachments: [parts.attachments, 5_250],
  changes: [parts.changes, 4_400],
  context: [parts.context, 2_300],
  menu: [parts.menu, 4_800],
  conversations: [parts.conversations, 4_900],
  bot: [parts.bot, 1_800],
  log: [parts.log, 2_300],
  emoji: [parts.emoji, 4_000],
};

for (const [name, [bundle, limit]] of Object.entries(LATER))
  test(`the part ${name} is under ${limit} bytes, and contains no second Preact and no use of the page's document`, async () => {
    const { outputFiles, metafile } = await build({ ...bundle, metafile: true });
    const [script] = outputFiles;
    assert.ok(gzipped(script) < limit, `${gzipped(script)} bytes`);
    assert.deepEqual(
      Object.keys(metafile.inputs).filter((path) => path.includes("node_modules")),
      [],
    );
    assert.match(script.text, /useState:/); // from the panel
  });

test("the parts of the extras are all in the table above", () => {
  assert.deepEqual(
    Object.keys(parts).filter((name) => !(name in LATER)),
    [],
  );
});

test("what chooses which messages of a long conversation are drawn is under 1.2 kB", async () => {
  const { outputFiles } = await build(longLog);
  assert.ok(gzipped(outputFiles[0]) < 1_200, `${gzipped(outputFiles[0])} bytes`);
});

test("what some sites need before the launcher appears is under 2.8 kB", async () => {
  const { outputFiles } = await build(launch);
  assert.ok(gzipped(outputFiles[0]) < 2_800, `${gzipped(outputFiles[0])} bytes`);
});

test("the greeting beside the launcher is under 2.2 kB", async () => {
  const { outputFiles } = await build(bubble);
  assert.ok(gzipped(outputFiles[0]) < 2_200, `${gzipped(outputFiles[0])} bytes`);
});

test("what chooses the language is under 1.25 kB", async () => {
  const { outputFiles } = await build(language);
  assert.ok(gzipped(outputFiles[0]) < 1_250, `${gzipped(outputFiles[0])} bytes`);
});

/** A built file with all that it imports at once. @returns {Set<string>} */
function importedBy(path, outputs, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: imported, kind } of outputs[path].imports)
    if (kind === "import-statement") importedBy(imported, outputs, found);
  return found;
}

test("the service worker is under 3 kB as it is loaded, and loads nothing else", async () => {
  const { outputFiles } = await build({ entryPoints: ["admin_static/service_worker.js"], format: "iife" });
  assert.equal(outputFiles.length, 1);
  assert.ok(outputFiles[0].contents.length < 3_000, `${outputFiles[0].contents.length} bytes`);
});
