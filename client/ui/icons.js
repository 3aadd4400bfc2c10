/** @import {SVGAttributes} from "preact" */
import { html } from "./html.js";

/**
 * Line icons on a 20 px grid, in the colour of the text. An icon is never the only label.
 * @param {string} path
 */
export const line = (path) => (/** @type {SVGAttributes} */ props) =>
  html`
  <svg
    class="pl-icon"
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
    ...${props}
  >
    <path d=${path} />
  </svg>
`;

export const SendIcon = /* @__PURE__ */ line("M10 16.5v-13M4.5 9 10 3.5 15.5 9");
export const CloseIcon = /* @__PURE__ */ line("m5 5 10 10M15 5 5 15");
export const ChevronLeftIcon = /* @__PURE__ */ line("m12.25 5-5 5 5 5");
export const ArrowDownIcon = /* @__PURE__ */ line("M10 4v12M5 11l5 5 5-5");
export const ClockIcon = /* @__PURE__ */ line("M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 3.5V10l2.5 1.5");
export const CheckIcon = /* @__PURE__ */ line("m4.5 10.5 3.5 3.5 7.5-8");
export const DoubleCheckIcon = /* @__PURE__ */ line("m1.5 10.5 3.5 3.5 7-8M9.5 13.5l.5.5 7.5-8");
export const AlertIcon = /* @__PURE__ */ line("M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm0 3.75v3.75m0 2.7v.05");
export const TrashIcon = /* @__PURE__ */ line("M4 6h12M8 6V4h4v2m-6.5 0 .75 10h7.5l.75-10");
export const OfflineIcon = /* @__PURE__ */ line(
  "m3 3 14 14M4.5 9.5a8.5 8.5 0 0 1 3-1.9m3-.5a8.5 8.5 0 0 1 5 2.4M7.3 12.4a4.5 4.5 0 0 1 3-1M10 15.5v.05",
);
export const BotIcon = /* @__PURE__ */ line("M5 8h10v8H5zM10 8V4.5M8 11.5v.5m4-.5v.5");
export const ChatIcon = /* @__PURE__ */ line(
  "M10 3.5c4 0 7 2.6 7 6s-3 6-7 6c-.9 0-1.8-.1-2.6-.4L3.5 16.5l1-3.2A5.600 5.600 0 0 1 3 9.500c0-3.400 3-6 7-6Z",
);
