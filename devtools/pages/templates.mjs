import { readFile } from "node:fs/promises";
import { transformAsync } from "@babel/core";
import htm from "babel-plugin-htm";

/**
 * Turns the pages' html`…` templates into the calls that htm would make for them in the browser. The pages get smaller,
 * and do not need htm itself. Tests run the unbuilt files, with htm.
 * @type {import("esbuild").Plugin}
 */
export const compiledTemplates = {
  name: "compiled-templates",
  setup(build) {
    build.onLoad({ filter: /[\\/]client[\\/]ui[\\/]html\.js$/ }, () => ({
      contents: 'export { h as html } from "preact";',
    }));
    build.onLoad(
      { filter: /[\\/](widget|ui|attachments|changes|admin_static)[\\/].*\.js$/ },
      async ({ path }) => {
        const source = await readFile(path, "utf8");
        if (!source.includes("html`")) return null;
        const compiled = await transformAsync(source, {
          babelrc: false,
          configFile: false,
          filename: path,
          plugins: [[htm, { tag: "html", pragma: "html", useBuiltIns: true }]],
          sourceMaps: true,
        });
        const map = Buffer.from(JSON.stringify(compiled?.map)).toString("base64");
        return {
          contents: `${compiled?.code}\n//# sourceMappingURL=data:application/json;base64,${map}`,
          watchFiles: [path],
        };
      },
    );
  },
};
