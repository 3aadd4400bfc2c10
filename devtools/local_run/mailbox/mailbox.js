// Shows new mails as they arrive. A page in which somebody has typed something stays as it is.
let typed = false;
addEventListener("input", () => {
  typed = true;
});

new EventSource(`/mail/events?seen=${document.body.dataset.changes}`).addEventListener("message", () => {
  if (!typed) location.reload();
});
