import { useEffect, useRef, useState } from "preact/hooks";

const IDLE = { busy: false, problem: null, done: false };

/**
 * Something to be done on the server, one at a time.
 * @param {(...given: any[]) => Promise<any>} job
 * @returns {{
 *   busy: boolean, problem: object | null, done: boolean, run: (...given: any[]) => Promise<boolean>, clear: () => void,
 * }} `run` resolves to whether it was done; `problem` is what it failed with
 */
export function useAction(job) {
  const [state, setState] = useState(IDLE);
  const running = useRef(false);
  const here = useRef(true);
  useEffect(() => () => (here.current = false), []);

  async function run(...given) {
    if (running.current) return false;
    running.current = true;
    setState({ ...IDLE, busy: true });
    const problem = await job(...given).then(
      () => null,
      (error) => error,
    );
    running.current = false;
    if (here.current) setState({ busy: false, problem, done: problem === null });
    return problem === null;
  }

  return { ...state, run, clear: () => setState(IDLE) };
}
