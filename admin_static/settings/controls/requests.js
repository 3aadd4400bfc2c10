/** @import {ComponentChildren} from "preact" */
/** @import {ApiError} from "../../../client/delivery/api.js" */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../client/ui/catalogue.js";
import { html } from "../../../client/ui/html.js";

/** @template T @typedef {{data: T | null, error: ApiError | null}} QueryState `data`: null until it is loaded */
/** @template T @typedef {QueryState<T> & {reload: () => void, setData: (data: T) => void}} Query */

/** Loads data when a component is first shown. @template T @param {() => Promise<T>} load @returns {Query<T>} */
export function useQuery(load) {
  const [state, setState] = useState(/** @type {QueryState<T>} */ ({ data: null, error: null }));
  const setData = (/** @type {T} */ data) => setState({ data, error: null });
  const reload = () => {
    setState((before) => ({ ...before, error: null }));
    load().then(setData, (error) => setState((before) => ({ ...before, error })));
  };
  useEffect(reload, []);
  return { ...state, reload, setData };
}

/**
 * Shows what `children` makes of a query's data; until then a placeholder, or the error and a button to try again.
 * @template T
 * @param {{query: Query<T>, children: (data: T) => ComponentChildren}} props
 */
export function Loaded({ query, children }) {
  if (query.data !== null) return children(query.data);
  if (query.error) {
    return html`
      <div class="load-error" role="alert">
        <p>${errorText(query.error)}</p>
        <button class="button" type="button" onClick=${query.reload}>${t("settings.again")}</button>
      </div>
    `;
  }
  return html`<div class="load-bones" role="status">
    <span class="pl-hidden-text">${t("settings.loading")}</span><i /><i /><i />
  </div>`;
}

/** @typedef {{busy: boolean, error: ApiError | null, done: boolean}} ActionState */

/** @type {ActionState} */
const IDLE = { busy: false, error: null, done: false };

/**
 * A change on the server, one at a time.
 * @template {unknown[]} Arguments
 * @param {(...given: Arguments) => Promise<unknown>} job
 */
export function useAction(job) {
  const [state, setState] = useState(IDLE);
  const running = useRef(false);

  async function run(/** @type {Arguments} */ ...given) {
    if (running.current) return;
    running.current = true;
    setState({ ...IDLE, busy: true });
    const error = await job(...given).then(
      () => null,
      (error) => error,
    );
    running.current = false;
    setState({ busy: false, error, done: error === null });
  }

  return { ...state, run, clear: () => setState(IDLE) };
}

/**
 * The result of an action that removes the row with its button: the focus moves here.
 * @param {{action: ActionState, done: string}} props
 */
export function ActionStatus({ action, done }) {
  const status = useRef(/** @type {HTMLElement | null} */ (null));
  useLayoutEffect(() => {
    if (action.done) status.current?.focus();
  }, [action.done]);
  return html`
    <p class="card-status" role="status" tabindex="-1" ref=${status} data-problem=${Boolean(action.error)}>
      ${action.error && errorText(action.error)}${action.done && done}
    </p>
  `;
}

/** Describes an error: in our own words if the code is known, else in the server's. @param {Partial<ApiError>} error */
export function errorText({ status, code, message, retryAfter, transient }) {
  const key = `problem.${code}`;
  const known = t(key);
  if (known !== key) return known;
  if (status === 0) return t("problem.out_of_reach");
  // API Gateway throttles all callers together; other limits are this caller's own.
  if (status === 429 && code !== "throttled") return t("problem.too_many", { count: retryAfter ?? 30 });
  if (transient) return t("problem.not_now");
  return status && message ? message : t("problem.something");
}
