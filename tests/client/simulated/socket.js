/** The WebSocket API in memory: one-use tickets, pushes that can be dropped, doubled, delayed, sockets that go silent. */
export function simulatedSockets(time, latencyMs) {
  const tickets = new Map();
  const open = new Set();
  const made = [];
  let tickets_made = 0;
  let reachable = true;
  let admitted = () => true;
  let delays = () => [latencyMs];
  let missed = () => ({});
  const resumed = (cursors) => JSON.stringify({ type: "resumed", behind: missed(cursors) });

  class SimulatedWebSocket {
    constructor(url, protocols) {
      this.url = url;
      this.protocols = protocols;
      this.frames = [];
      this.silent = false;
      this.closed = false;
      made.push(this);
      time.setTimeout(() => this.connect(), latencyMs);
    }

    connect() {
      if (this.closed || reachable === "silent") return;
      const ticket = this.protocols[1].replace("ticket.", "");
      this.audience = tickets.get(ticket);
      tickets.delete(ticket);
      if (!this.audience || !reachable || !admitted()) return this.cut();
      open.add(this);
      this.onopen?.();
    }

    get readyState() {
      return open.has(this) ? 1 : this.closed ? 3 : 0;
    }

    send(text) {
      const frame = JSON.parse(text);
      this.frames.push({ ...frame, at: time.now() });
      if (frame.type === "resume") time.setTimeout(() => this.receive(resumed(frame.cursors)), latencyMs);
    }

    receive(data) {
      if (open.has(this) && !this.silent) this.onmessage?.({ data });
    }

    /** The other end closes, or the network resets. */
    cut() {
      this.close();
      this.onclose?.({});
    }

    close() {
      this.closed = true;
      open.delete(this);
    }
  }

  return {
    WebSocket: SimulatedWebSocket,
    made,
    get open() {
      return [...open];
    },
    ticket(audience) {
      tickets_made += 1;
      tickets.set(`t${tickets_made}`, audience);
      return `t${tickets_made}`;
    },
    push(event, owner) {
      const text = JSON.stringify(event);
      for (const socket of open) {
        const { conversation, visitor } = socket.audience;
        const hears = conversation === event.conversation_id || (visitor && visitor === owner);
        if (conversation && !hears) continue;
        for (const ms of delays(event)) time.setTimeout(() => socket.receive(text), ms);
      }
    },
    /** @param {(event: object) => number[]} plan when each copy of a push arrives, in ms; none: it is lost */
    deliver(plan) {
      delays = plan;
    },
    /** @param {(cursors: Record<string, number>) => Record<string, number>} lacking what the server reports that a page lacks */
    resume(lacking) {
      missed = lacking;
    },
    /** @param {boolean | "silent"} now false: handshakes are refused; "silent": they get no answer */
    reach(now) {
      reachable = now;
    },
    /** @param {() => boolean} decide whether to let a handshake through */
    admit(decide) {
      admitted = decide;
    },
    cutAll() {
      for (const socket of [...open]) socket.cut();
    },
  };
}
