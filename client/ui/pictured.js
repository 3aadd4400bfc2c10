import { html } from "./html.js";

/**
 * A picture over the circle with the letter, which is seen while the picture loads, and stays where it does not: nothing
 * moves, and a page whose policy refuses pictures shows none that is broken.
 * @param {unknown} avatar an Avatar
 * @param {string | null | undefined} address
 */
export const pictured = (avatar, address) =>
  address
    ? html`<span class="pl-pictured">${avatar}<img src=${address} key=${address} alt="" decoding="async" onError=${hide} /></span>`
    : avatar;

/** @param {{currentTarget: HTMLImageElement}} event */
const hide = ({ currentTarget }) => {
  currentTarget.hidden = true;
};
