// What a screen reader may speak: text that comes into a live region, or into sight there. Readers differ in how much of
// it they speak; this one speaks all of it.
window.spoken = [];

(() => {
  const LIVE = "[role=log], [role=status], [role=alert], [aria-live]";

  function speak(text) {
    const element = text.parentElement;
    const region = element?.closest(LIVE);
    if (!region || region.getAttribute("aria-live") === "off" || !element.checkVisibility()) return;
    const words = text.data.replace(/\s+/g, " ").trim();
    if (words) window.spoken.push(words);
  }

  function speakAll(node) {
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    if (node.nodeType === Node.TEXT_NODE) speak(node);
    while (texts.nextNode()) speak(texts.currentNode);
  }

  function listen(root) {
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "characterData") speak(target);
        else if (type === "attributes") speakAll(target);
        else addedNodes.forEach(speakAll);
      }
    }).observe(root, { subtree: true, childList: true, characterData: true, attributeFilter: ["hidden"] });
  }

  const attachShadow = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    listen(root);
    return root;
  };
  listen(document);
})();
