// Bundles an example of docs/widget.md with the app of this folder that uses it:
// node build.mjs react|vue EXAMPLE. Prints the script.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const [framework, example] = process.argv.slice(2);
const folder = dirname(fileURLToPath(import.meta.url));

/** As Vue's own tools compile a component's file. */
async function compiledVue(source) {
  const { compileScript, parse } = await import("vue/compiler-sfc");
  const { descriptor, errors } = parse(source);
  if (errors.length > 0) throw errors[0];
  return compileScript(descriptor, { id: "chat", inlineTemplate: true }).content;
}

const source = await readFile(example, "utf8");
const contents = framework === "vue" ? await compiledVue(source) : source;

const { outputFiles } = await esbuild.build({
  entryPoints: [join(folder, `${framework}.js`)],
  bundle: true,
  format: "iife",
  write: false,
  // Strict Mode and warnings are part of the development builds only.
  define: { "process.env.NODE_ENV": '"development"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  plugins: [
    {
      name: "example",
      setup(build) {
        build.onResolve({ filter: /^example$/ }, () => ({ path: example, namespace: "example" }));
        build.onLoad({ filter: /./, namespace: "example" }, () => ({ contents, resolveDir: folder, loader: "jsx" }));
      },
    },
  ],
});
console.log(outputFiles[0].text);
