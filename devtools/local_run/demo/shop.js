// The page's own buttons open the chat, also when they are pressed before the widget has loaded.
for (const button of document.querySelectorAll("[data-chat]")) {
  button.addEventListener("click", () => {
    window.Porchlight ??= [];
    window.Porchlight.push("open");
  });
}
