// Types of JavaScript that has none of its own, for the scripts of this folder.

declare module "babel-plugin-htm" {
  import type { PluginTarget } from "@babel/core";

  const plugin: PluginTarget;
  export default plugin;
}

/** The widget's queue of calls on the host page. */
interface Window {
  Porchlight?: { push(...calls: unknown[]): unknown };
}
