import { useCallback, useEffect, useRef, useState } from "preact/hooks";

/**
 * What a call answers, asked for when the part opens.
 * @param {() => Promise<any>} ask
 * @returns {{answer: any, problem: object | null, again: () => void, change: (answer: any) => void}} `answer` is null
 *   until there is one; `change` puts a newer one in its place
 */
export function useAsked(ask) {
  const [state, setState] = useState({ answer: null, problem: null });
  const here = useRef(true);
  const become = (next) => here.current && setState(next);
  const again = useCallback(() => {
    setState((before) => ({ ...before, problem: null }));
    ask().then(
      (answer) => become({ answer, problem: null }),
      (problem) => become((before) => ({ ...before, problem })),
    );
  }, []);
  useEffect(() => {
    again();
    return () => {
      here.current = false;
    };
  }, []);
  return { ...state, again, change: (answer) => become({ answer, problem: null }) };
}
