import { useEffect, useState } from "preact/hooks";
import { withTexts } from "../language/part_texts.js";

/**
 * The emoji beside the text box, loaded after the conversation, which does not wait for them.
 * @returns {typeof import("../../client/ui/emoji.js").Emoji | undefined}
 */
export function useEmoji() {
  const [part, setPart] = useState(
    /** @type {typeof import("../../client/ui/emoji.js") | undefined} */ (undefined),
  );
  useEffect(() => {
    if (matchMedia("(any-pointer: fine)").matches)
      withTexts("desk", () => import("../../client/ui/emoji.js")).then(setPart, console.info);
  }, []);
  return part?.Emoji;
}
