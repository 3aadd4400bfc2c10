import { useEffect, useState } from "preact/hooks";

/** Whole seconds left of `problem.wait`, counted by the clock: a sleeping tab does not stretch the wait. */
export function useCountdown(problem) {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const end = Date.now() + (problem?.wait ?? 0) * 1000;
    const tick = () => {
      setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)));
      if (Date.now() >= end) clearInterval(timer);
    };
    const timer = setInterval(tick, 250);
    tick();
    return () => clearInterval(timer);
  }, [problem]);
  return left;
}
