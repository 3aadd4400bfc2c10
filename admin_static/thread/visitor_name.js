/** @import {ViewMessage} from "../../client/delivery/types" */
import { useMemo } from "preact/hooks";
import { NAMELESS } from "../admin/inbox.js";

/**
 * The messages with the name that the visitor gave, where they were stored without one. A message stays the same object
 * while the name does, so that it is not drawn again.
 * @param {ViewMessage[] | undefined} messages @param {string} name
 */
export function useNamedMessages(messages, name) {
  const named = useMemo(() => naming(name), [name]);
  return useMemo(() => messages?.map(named), [messages, named]);
}

/** @param {string} name @returns {(message: ViewMessage) => ViewMessage} */
export function naming(name) {
  /** @type {WeakMap<ViewMessage, ViewMessage>} */
  const known = new WeakMap();
  return (message) => {
    if (message.sender_type !== "visitor" || message.sender_name !== NAMELESS || name === NAMELESS)
      return message;
    const named = known.get(message) ?? { ...message, sender_name: name };
    known.set(message, named);
    return named;
  };
}
