import htm from "htm";
import { h } from "preact";

/** Markup as a tagged template: no build step for JSX, no eval for a strict content policy. */
export const html = htm.bind(h);
