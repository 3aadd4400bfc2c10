/**
 * Never two runs of a job at once. An ask made during a run is remembered and runs after it: what happened since
 * that run began may not be in its answer.
 * @param {() => Promise<void>} job
 * @returns {() => Promise<void>} ask; settles when nothing asked for is left
 */
export function singleFlight(job) {
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
