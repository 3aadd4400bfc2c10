/**
 * The files of unsent messages, so that a reload does not lose them. IndexedDB keeps them; where a browser refuses it, as
 * some do in private windows, they last as long as the page.
 *
 * @typedef {{name: string, type: string, size: number, blob: Blob, upload?: string}} KeptFile `upload`: its id, once it is uploaded
 * @typedef {{files: KeptFile[], at: number}} KeptFiles
 */
const STORE = "files";

/** @param {string} name of the database */
export function createFileStore(name) {
  /** @type {Promise<IDBDatabase> | undefined} */
  let opened;

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opened;
  }

  /**
   * @template T
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest<T>} job
   * @returns {Promise<T | undefined>} nothing if the browser refuses
   */
  async function run(mode, job) {
    try {
      const transaction = (await open()).transaction(STORE, mode);
      const request = job(transaction.objectStore(STORE));
      return await new Promise((resolve, reject) => {
        transaction.oncomplete = () => resolve(request.result);
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    } catch {
      return undefined;
    }
  }

  return {
    /** @param {string} key @returns {Promise<KeptFiles | undefined>} */
    get: (key) => run("readonly", (store) => store.get(key)),
    /** @param {string} key @param {KeptFiles} files */
    put: (key, files) => run("readwrite", (store) => store.put(files, key)),
    /** @param {string} key */
    remove: (key) => run("readwrite", (store) => store.delete(key)),
    /** @returns {Promise<string[]>} */
    keys: async () => /** @type {string[]} */ ((await run("readonly", (store) => store.getAllKeys())) ?? []),
  };
}
