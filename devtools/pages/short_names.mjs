// Gives properties that only the widget's own scripts use short names, the same in each script.

/**
 * None of these is a name of the browser, of Preact, of the wire, or of the page's calls and settings. Unlike variables,
 * properties are not renamed by a minifier without such a list. tests/client/short_names.test.js checks it.
 */
export const SHORT_NAMES = [
  "apiBase",
  "assignUnsent",
  "catchUp",
  "fetchPage",
  "giveBack",
  "isOther",
  "keepDraft",
  "keepOpen",
  "loadPanel",
  "onAtEnd",
  "onAway",
  "onClaimed",
  "onDiscard",
  "onDown",
  "onDraft",
  "onFrame",
  "onIgnored",
  "onLook",
  "onRead",
  "onRefused",
  "onResult",
  "onRetry",
  "onReturnFocus",
  "onSend",
  "onSession",
  "onUnread",
  "panelUrl",
  "postMark",
  "removeStored",
  "retryNow",
  "setAway",
  "setPanelOpen",
  "setUnread",
  "setVisible",
  "socketUrl",
  "wantsSocket",
  "wasOpen",
  "widgetToken",
];

/** Options of esbuild. */
export const shortNames = () => ({
  mangleProps: new RegExp(`^(?:${SHORT_NAMES.join("|")})$`),
  mangleCache: Object.fromEntries(SHORT_NAMES.map((name, index) => [name, `$${index.toString(36)}`])),
});
