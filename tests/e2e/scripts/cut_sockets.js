// A network that loses its sockets when the test says so: `cutSockets(true)` closes those that are open, and new ones as soon
// as they are opened, until `cutSockets(false)`.
const open = new Set();
let isCut = false;

window.cutSockets = (cut) => {
  isCut = cut;
  if (cut) for (const socket of open) socket.close();
};

window.WebSocket = class extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols);
    open.add(this);
    this.addEventListener("close", () => open.delete(this));
    if (isCut) this.close();
  }
};
