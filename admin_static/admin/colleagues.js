/** @import {AuthorisedCall, Colleague} from "../../client/wire" */
/** @import {Env} from "../../client/delivery/types" */
const FRESH_MS = 60_000;

/**
 * The admins of the site: loaded when the list or a name is needed first.
 * @param {{env: Pick<Env, "now">, me: Colleague, call: AuthorisedCall, changed: () => void}} parts
 */
export function createColleagues({ env, me, call, changed }) {
  /** @type {Map<string, string>} */
  const names = new Map([[me.id, me.name]]);
  /** @type {Promise<Colleague[]> | null} */
  let loading = null;
  let loadedAt = 0;
  let changes = 0;

  /** @returns {Promise<Colleague[]>} */
  function load() {
    if (loading && env.now() - loadedAt < FRESH_MS) return loading;
    loadedAt = env.now();
    loading = call("POST", "/admin/colleagues").then(({ colleagues }) => {
      learn(...colleagues);
      changed();
      return colleagues;
    });
    loading.catch(() => {
      loading = null;
    });
    return loading;
  }

  /** @param {(Colleague | null | undefined)[]} people */
  function learn(...people) {
    for (const person of people) if (person) names.set(person.id, person.name);
  }

  return {
    load,
    learn,
    /** How often the team was reported to have changed: views load it again when this does. */
    get changes() {
      return changes;
    },
    /** The team has changed. The list is loaded again if somebody has needed it. */
    renew() {
      changes += 1;
      const needed = loading !== null;
      loading = null;
      if (needed) load().catch(() => {}); // whoever needs it next asks again
      changed();
    },
    /** Those whose names are known. @returns {Colleague[]} */
    known: () => [...names].map(([id, name]) => ({ id, name })),
    /** @param {string} id @returns {string | null} null while it is not known */
    nameOf(id) {
      const name = names.get(id);
      if (!name && env.now() - loadedAt >= FRESH_MS) load().catch(() => {});
      return name ?? null;
    },
  };
}
