const SINGLE_KEYS = "porchlight.admin.single_keys";

/** Choices of this browser, not of a session: nothing secret, so localStorage. */
export function createPreferences(storage) {
  return {
    singleKeys: () => storage.getItem(SINGLE_KEYS) !== "off",
    setSingleKeys(on) {
      if (on) storage.removeItem(SINGLE_KEYS);
      else storage.setItem(SINGLE_KEYS, "off");
    },
  };
}
