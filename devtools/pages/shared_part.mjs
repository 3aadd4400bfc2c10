import { importedAtOnce, importedLater, importsOfDashboard, START } from "./dashboard_texts.mjs";

/**
 * The files that several of the dashboard's later parts import, and its first load does not. In a file for each set of parts
 * that needs them they are 25 small files, which are 5 kB larger together than one file.
 * @returns {Promise<string[]>} paths from the root
 */
export async function sharedByParts() {
  const inputs = await importsOfDashboard();
  const first = importedAtOnce(inputs, START);
  const parts = [...new Set(importedLater(inputs))].map((path) => importedAtOnce(inputs, path));
  const all = new Set(parts.flatMap((part) => [...part]));
  return [...all].filter((path) => !first.has(path) && parts.filter((part) => part.has(path)).length > 1);
}
