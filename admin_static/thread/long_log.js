import { useEffect, useState } from "preact/hooks";

/** More messages than are drawn while what chooses them is not loaded. */
const LONG = 40;

/**
 * Loads what chooses which messages of a long conversation are drawn.
 * @param {number} count of messages
 * @returns {typeof import("../../client/ui/long_log.js").createLongLog | undefined} undefined until it is loaded
 */
export function useLongLog(count) {
  const [create, setCreate] = useState(
    /** @type {{long?: typeof import("../../client/ui/long_log.js").createLongLog}} */ ({}),
  );
  const isLong = count > LONG;
  useEffect(() => {
    // After a failure, the end of the conversation is there all the same.
    if (isLong)
      import("../../client/ui/long_log.js").then(
        ({ createLongLog: long }) => setCreate({ long }),
        () => {},
      );
  }, [isLong]);
  return create.long;
}
