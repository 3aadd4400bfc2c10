import { useRef } from "preact/hooks";

const MOST = 8;

/** The conversations that were open before, the last one first. @param {string | null} conversationId the one that is open now */
export function useVisited(conversationId) {
  const visited = useRef(/** @type {string[]} */ ([]));
  if (conversationId && visited.current[0] !== conversationId)
    visited.current = [conversationId, ...visited.current.filter((id) => id !== conversationId)].slice(
      0,
      MOST + 1,
    );
  return visited.current.filter((id) => id !== conversationId);
}
