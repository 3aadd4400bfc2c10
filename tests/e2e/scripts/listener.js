// What a screen reader would speak: text that comes into a live region while it is on screen.
window.spoken = [];

(() => {
  const LIVE = "[role=log], [role=status], [role=alert], [aria-live]";

  function speak(node) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const region = element?.closest?.(LIVE);
    if (!region || region.getAttribute("aria-live") === "off" || !element.checkVisibility()) return;
    const text = node.textContent.replace(/\s+/g, " ").trim();
    if (text) window.spoken.push(text);
  }

  function listen(root) {
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "characterData") speak(target);
        else addedNodes.forEach(speak);
      }
    }).observe(root, { subtree: true, childList: true, characterData: true });
  }

  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    listen(root);
    return root;
  };
  listen(document);
})();
