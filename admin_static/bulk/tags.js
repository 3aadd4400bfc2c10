/** @import {InboxRow} from "../admin/inbox.js" */

/**
 * The tags of the loaded conversations, and the chosen one, which none of them may have.
 * @param {Pick<InboxRow, "tags">[]} conversations @param {string | null} chosen
 */
export function tagsIn(conversations, chosen) {
  const tags = new Set(chosen === null ? [] : [chosen]);
  for (const conversation of conversations) for (const tag of conversation.tags ?? []) tags.add(tag);
  return [...tags].sort((one, other) => one.localeCompare(other));
}

/**
 * The tags that all of them have, and those that only some have.
 * @param {Pick<InboxRow, "tags">[]} rows @returns {[all: string[], some: string[]]}
 */
export function sharedTags(rows) {
  const [all, others] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
  for (const tag of tagsIn(rows, null))
    (rows.every(({ tags }) => tags?.includes(tag)) ? all : others).push(tag);
  return [all, others];
}
