/**
 * Preact for the extras: the panel's own. In the build, imports of `preact` and `preact/hooks` in the extras lead here, so
 * that the extras contain no second Preact, whose components could not be drawn by the panel's. Tests run the unbuilt
 * files, which import Preact itself.
 * @typedef {Pick<typeof import("preact"), "h"> & Pick<typeof import("preact/hooks"),
 *   "useEffect" | "useLayoutEffect" | "useMemo" | "useRef" | "useState">} PreactFunctions
 */

/** @type {PreactFunctions["h"]} */
export let h;
/** @type {PreactFunctions["useEffect"]} */
export let useEffect;
/** @type {PreactFunctions["useLayoutEffect"]} */
export let useLayoutEffect;
/** @type {PreactFunctions["useMemo"]} */
export let useMemo;
/** @type {PreactFunctions["useRef"]} */
export let useRef;
/** @type {PreactFunctions["useState"]} */
export let useState;

/** @param {PreactFunctions} given called before anything is drawn */
export function provide(given) {
  ({ h, useEffect, useLayoutEffect, useMemo, useRef, useState } = given);
}
