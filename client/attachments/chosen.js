/** @import {KeptFile} from "./file_store.js" */
import { typeOf } from "./file_types.js";

const MOST_FILES = 10;

/**
 * The files that are chosen for the message that is being written.
 * @param {{mostBytes: () => number, changed: () => void}} parts
 */
export function createChosen({ mostBytes, changed }) {
  /** @type {KeptFile[]} */
  let files = [];
  /** @type {{key: string, name: string} | null} why the last one was not taken */
  let problem = null;

  /** @param {File} file @param {string | undefined} type */
  function problemOf({ size }, type) {
    if (files.length >= MOST_FILES) return "too_many";
    if (!type || !size) return "type";
    return size > mostBytes() ? "too_large" : null;
  }

  return {
    get files() {
      return files;
    },
    get problem() {
      return problem;
    },
    /** @param {Iterable<File>} more */
    add(more) {
      problem = null;
      for (const file of more) {
        const type = typeOf(file);
        const key = problemOf(file, type);
        if (key) problem = { key, name: file.name };
        else if (type) files = [...files, { name: file.name, type, size: file.size, blob: file }];
      }
      changed();
    },
    /** @param {KeptFile} file */
    remove(file) {
      files = files.filter((other) => other !== file);
      problem = null;
      changed();
    },
    take() {
      const taken = files;
      files = [];
      problem = null;
      return taken;
    },
  };
}
