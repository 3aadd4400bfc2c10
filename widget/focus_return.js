/**
 * When the panel closes, the focus goes back to where it came from: a button of the page that
 * opened it, or the launcher. When the reader has moved on to the page meanwhile, it stays there.
 *
 * @param {ShadowRoot} root
 * @param {() => void} toLauncher
 */
export function createFocusReturn(root, toLauncher) {
  let opener = null;

  return {
    remember() {
      const { activeElement, body } = document;
      opener = activeElement === body || activeElement === root.host ? null : activeElement;
    },
    giveBack() {
      const { activeElement, body } = document;
      if (activeElement !== root.host && activeElement !== body) return;
      // A form of the page may have a field named "focus", which shadows the method.
      if (opener?.isConnected && typeof opener.focus === "function") opener.focus();
      else toLauncher();
      opener = null;
    },
  };
}
