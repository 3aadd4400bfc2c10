import { readFile } from "node:fs/promises";
import { transformAsync } from "@babel/core";
import htm from "babel-plugin-htm";

/**
 * An esbuild plugin that turns the pages' html`…` templates into the calls that htm would make of them in the browser.
 * They weigh less so, and htm itself stays out of the pages. Tests run the files as they are, with htm.
 */
export const compiledTemplates = {
  name: "compiled-templates",
  setup(build) {
    build.onLoad({ filter: /[\\/]client[\\/]ui[\\/]html\.js$/ }, () => ({
      contents: 'export { h as html } from "preact";',
    }));
    build.onLoad({ filter: /[\\/](widget|ui|admin_static)[\\/].*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      if (!source.includes("html`")) return null;
      const { code, map } = await transformAsync(source, {
        babelrc: false,
        configFile: false,
        filename: path,
        plugins: [[htm, { tag: "html", pragma: "html" }]],
        sourceMaps: true,
      });
      const inline = Buffer.from(JSON.stringify(map)).toString("base64");
      return {
        contents: `${code}\n//# sourceMappingURL=data:application/json;base64,${inline}`,
        watchFiles: [path],
      };
    });
  },
};
