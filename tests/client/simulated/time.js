/** A clock that moves only when told, and lets every promise settle between two timers. */
export function simulatedTime(start = 1_784_188_800_000) {
  const timers = new Map();
  let now = start;
  let handles = 0;

  const settle = () => new Promise((resolve) => setImmediate(resolve));

  function nextDue(until) {
    let next = null;
    for (const [handle, timer] of timers) {
      if (timer.at <= until && (!next || timer.at < next.at)) next = { handle, ...timer };
    }
    return next;
  }

  return {
    now: () => now,
    setTimeout(job, ms) {
      handles += 1;
      timers.set(handles, { job, at: now + Math.max(0, ms) });
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
    /** The computer sleeps: the clock goes on, the timers do not. */
    sleep(ms) {
      now += ms;
      for (const timer of timers.values()) timer.at += ms;
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
