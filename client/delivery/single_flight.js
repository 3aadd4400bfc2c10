/**
 * Never runs a job twice at once. A call during a run starts another run after it, because the answer of the first may
 * lack what happened since it began.
 * @param {() => Promise<void>} job
 * @returns {() => Promise<void>} settles when no run is left
 */
export function singleFlight(job) {
  /** @type {Promise<void> | null} */
  let running = null;
  let again = false;
  async function run() {
    try {
      do {
        again = false;
        await job();
      } while (again);
    } finally {
      running = null;
    }
  }
  return () => {
    again = true;
    running ??= run();
    return running;
  };
}
