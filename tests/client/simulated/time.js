/** A clock that moves only in `advance`, and lets every promise settle between two timers. */
export function simulatedTime(start = 1_784_188_800_000) {
  let timers = new Map();
  let heap = [];
  let now = start;
  let handles = 0;

  const settle = () => new Promise((resolve) => setImmediate(resolve));

  const earlier = (one, other) => one.at - other.at || one.handle - other.handle;

  function push(timer) {
    let at = heap.push(timer) - 1;
    for (let above = (at - 1) >> 1; at > 0 && earlier(timer, heap[above]) < 0; above = (at - 1) >> 1) {
      heap[at] = heap[above];
      at = above;
    }
    heap[at] = timer;
  }

  function pop() {
    const [first] = heap;
    const last = heap.pop();
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below + 1 < heap.length && earlier(heap[below + 1], heap[below]) < 0) below += 1;
      if (below >= heap.length || earlier(last, heap[below]) <= 0) break;
      heap[at] = heap[below];
      at = below;
    }
    if (heap.length > 0) heap[at] = last;
    return first;
  }

  /** A heap: a thousand pages have many thousand timers. Cleared ones are removed when they are due. */
  function nextDue(until) {
    while (heap.length > 0 && heap[0].at <= until) {
      const timer = pop();
      if (timers.get(timer.handle) === timer) return timer;
    }
    return null;
  }

  return {
    now: () => now,
    setTimeout(job, ms) {
      handles += 1;
      const timer = { handle: handles, job, at: now + Math.max(0, ms) };
      timers.set(handles, timer);
      push(timer);
      return handles;
    },
    clearTimeout: (handle) => timers.delete(handle),
    settle,
    async advance(ms) {
      const until = now + ms;
      await settle();
      for (let due = nextDue(until); due; due = nextDue(until)) {
        timers.delete(due.handle);
        now = Math.max(now, due.at);
        due.job();
        await settle();
      }
      now = until;
    },
    /** The computer sleeps: the clock continues, the timers do not. */
    sleep(ms) {
      now += ms;
      const later = [...timers.values()].map((timer) => ({ ...timer, at: timer.at + ms }));
      timers = new Map(later.map((timer) => [timer.handle, timer]));
      heap = [];
      later.forEach(push);
    },
  };
}

/** A seeded random source (mulberry32). */
export function seededRandom(seed = 1) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
