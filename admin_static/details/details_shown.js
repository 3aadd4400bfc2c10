import { useState } from "preact/hooks";

/** Room for the details beside the log. css/details.css has the same query. */
const WIDE = "(min-width: 1180px)";
export const isWide = () => matchMedia(WIDE).matches;

let kept = false;

/**
 * Whether the details are shown. On a wide screen they stay when another conversation is opened.
 * @returns {[shown: boolean, show: (now: boolean) => void]}
 */
export function useDetailsShown() {
  const [shown, setShown] = useState(() => kept && isWide());
  return [
    shown,
    (now) => {
      kept = now;
      setShown(now);
    },
  ];
}
