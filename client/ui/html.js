import htm from "htm";
import { h } from "preact";

/**
 * Markup as a tagged template: no JSX compiler, and no eval, which a strict content policy forbids. The build compiles
 * the templates and replaces this file (devtools/pages/templates.mjs).
 */
export const html = htm.bind(h);
