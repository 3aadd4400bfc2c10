// Builds the pages: node devtools/pages/build.mjs --out DIR [--linked | --hashed]
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { buildDashboard, dashboardBundle } from "./dashboard.mjs";
import { dashboardLocales } from "./dashboard_locales.mjs";
import { locales } from "./locales.mjs";
import { buildSmallest } from "./smallest.mjs";
import { TARGET } from "./style_sheets.mjs";
import * as widget from "./widget.mjs";

/** @import { BuildOptions, Metafile, Plugin } from "esbuild" */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const { values } = parseArgs({
  options: { out: { type: "string" }, linked: { type: "boolean" }, hashed: { type: "boolean" } },
});
const OUT = values.out ?? fail("Name the folder to build into: --out DIR");

/** @satisfies {BuildOptions} */
const common = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  // Only a build for developers adds the comment with the source map's name.
  sourcemap: values.linked ? "linked" : "external",
  target: TARGET,
  legalComments: "none",
  logLevel: "warning",
  loader: { ".svg": "dataurl" },
};

/**
 * Copies the dashboard's page, icons and settings unchanged.
 * @type {Plugin}
 */
const copyStatic = {
  name: "copy-static",
  setup(build) {
    const from = join(ROOT, "admin_static");
    const to = join(OUT, "admin");
    build.onEnd(async ({ metafile }) => {
      for (const path of await staticFiles(from)) {
        const copy = join(to, relative(from, path));
        await mkdir(dirname(copy), { recursive: true });
        await cp(path, copy);
      }
      if (metafile) await preloadParts(to, metafile);
    });
  },
};

/**
 * Lets the page request the dashboard's script and the parts that this script imports at the same time.
 * @param {string} folder
 * @param {Metafile} metafile
 */
async function preloadParts(folder, metafile) {
  const page = join(folder, "index.html");
  const { output } = outputOf(metafile, "admin_static/app.js");
  const links = output.imports
    .filter(({ kind }) => kind === "import-statement")
    .map(({ path }) => `<link rel="modulepreload" href="${relative(folder, join(ROOT, path))}">\n    `);
  const html = await readFile(page, "utf8");
  await writeFile(page, html.replace('<script type="module"', `${links.join("")}$&`));
}

/** @param {string} folder */
async function staticFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  // The translations are built into other files.
  return paths.filter((path) => !/\.(js|css|ts)$|[\\/]locales[\\/]/.test(path));
}

/** @param {BuildOptions} bundle @returns {BuildOptions & {outdir: string}} */
const ofWidget = (bundle) => ({ ...common, ...bundle, outdir: join(OUT, "widget") });
const [loader, panel, extras, longLog, trouble, bubble, installed, launch, language] = [
  widget.loader,
  widget.panel,
  widget.extras,
  widget.longLog,
  widget.trouble,
  widget.bubble,
  widget.installed,
  widget.launch,
  widget.language,
].map(ofWidget);
const parts = Object.entries(widget.parts).map(([name, bundle]) => ({ name, bundle: ofWidget(bundle) }));
const ofPage = [
  loader,
  panel,
  extras,
  longLog,
  trouble,
  bubble,
  installed,
  launch,
  language,
  ...parts.map(({ bundle }) => bundle),
];
language.plugins = [locales(join(OUT, "widget"), { hashed: Boolean(values.hashed) })];
/** @type {BuildOptions & {outdir: string}} */
const dashboard = {
  ...common,
  ...dashboardBundle({ smallest: !values.linked }),
  outdir: join(OUT, "admin"),
};
dashboard.plugins = [dashboardLocales(dashboard.outdir), copyStatic, ...(dashboard.plugins ?? [])];

/** Beside the widget's script, which it loads. @type {BuildOptions} */
const preview = {
  ...widget.preview,
  outdir: join(OUT, "widget"),
};

/** A script of its own, beside the page: it serves the pages of its folder. @type {BuildOptions} */
const worker = {
  entryPoints: ["admin_static/service_worker.js"],
  outdir: join(OUT, "admin"),
  format: "iife",
};

// Beside the script, for sites that use TypeScript.
await mkdir(join(OUT, "widget"), { recursive: true });
await cp(join(ROOT, "widget/porchlight.d.ts"), join(OUT, "widget/porchlight.d.ts"));

// The names of these files contain hashes, so a build does not overwrite those of an earlier one.
await rm(join(OUT, "admin", "parts"), { recursive: true, force: true });

if (values.linked) {
  await buildLinked([...ofPage, preview, dashboard, worker]);
} else {
  try {
    await Promise.all([
      values.hashed ? buildHashed() : Promise.all(ofPage.map(plain)),
      build(preview),
      buildDashboard(dashboard),
      build(worker),
    ]);
  } catch (error) {
    // esbuild has printed its own errors; any other error is a bug in this script.
    if (!(error instanceof Error && "errors" in error)) console.error(error);
    fail("The pages could not be built.");
  }
}

/**
 * Builds all, and again after each line of standard input until that ends: faster than a new process for each edit.
 * @param {BuildOptions[]} bundles
 */
async function buildLinked(bundles) {
  const contexts = await Promise.all(bundles.map((bundle) => esbuild.context({ ...common, ...bundle })));
  // esbuild has printed the errors; the next edit may mend them.
  const buildAll = () => Promise.allSettled(contexts.map((context) => context.rebuild()));
  await buildAll();
  for await (const _line of createInterface(process.stdin)) await buildAll();
  await Promise.all(contexts.map((context) => context.dispose()));
}

/** @param {BuildOptions} bundle */
function build(bundle) {
  return esbuild.build({ ...common, ...bundle });
}

/** @param {typeof panel} bundle */
function plain(bundle) {
  return buildSmallest(bundle, { hashed: false });
}

/** @param {typeof panel} bundle */
function hashed(bundle) {
  return buildSmallest(bundle, { hashed: true });
}

/**
 * Builds the panel, the extras, the launch part and the language under names that contain their hashes, so that they may be
 * cached for ever, and the files that load them.
 */
async function buildHashed() {
  /** @type {Record<string, string>} */
  const names = {};
  for (const { name, bundle } of parts) names[name.toUpperCase()] = await hashed(bundle);
  names.EXTRAS = await hashed(named(extras, names));
  names.LONG_LOG = await hashed(longLog);
  names.TROUBLE = await hashed(trouble);
  names.PANEL = await hashed(named(panel, names));
  names.BUBBLE = await hashed(bubble);
  names.INSTALLED = await hashed(installed);
  names.LAUNCH = await hashed(named(launch, names));
  names.LANGUAGE = await hashed(language);
  await plain(named(loader, names));
}

/**
 * With other names in widget/file_names.js.
 * @template {BuildOptions} Bundle
 * @param {Bundle} bundle
 * @param {Record<string, string>} names
 * @returns {Bundle}
 */
function named(bundle, names) {
  const contents = Object.entries(names)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
    .join("\n");
  /** @type {Plugin} */
  const plugin = {
    name: "file-names",
    setup(build) {
      build.onLoad({ filter: /widget[\\/]file_names\.js$/ }, () => ({ contents }));
    },
  };
  return { ...bundle, plugins: [plugin, ...(bundle.plugins ?? [])] };
}

/**
 * Returns the file that was built from an entry point.
 * @param {Metafile} metafile
 * @param {string} entryPoint
 */
function outputOf({ outputs }, entryPoint) {
  for (const [path, output] of Object.entries(outputs)) {
    if (output.entryPoint === entryPoint) return { path, output };
  }
  throw new Error(`esbuild built nothing from ${entryPoint}.`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(message);
  process.exit(1);
}
