// A network that swallows WebSockets: they neither open nor fail.
window.WebSocket = class extends EventTarget {
  readyState = 0;

  send() {}
  close() {}
};
