// A network that refuses WebSockets, as a proxy or a filter does.
window.WebSocket = class extends EventTarget {
  readyState = 0;

  constructor() {
    super();
    setTimeout(() => {
      this.readyState = 3;
      this.onerror?.(new Event("error"));
      this.onclose?.(new CloseEvent("close", { code: 1006 }));
    }, 20);
  }

  send() {}
  close() {}
};
