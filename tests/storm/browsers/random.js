import { createHash } from "node:crypto";

/** Creates a random source. Its sequence depends only on its name and the run's seed. */
export function randomOf(seed, name) {
  let state = createHash("sha256").update(`${seed}/${name}`).digest().readInt32LE(0);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    between: (low, high) => low + next() * (high - low),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    /** Returns a random wait between independent events. */
    waiting: (mean) => -Math.log(1 - next()) * mean,
  };
}
