import { t } from "../../client/ui/catalogue.js";

/**
 * What the settings say about something that did not work: kindly where the code is known, else in the server's words.
 * @param {{status?: number, code?: string, message?: string, retryAfter?: number | null, transient?: boolean}} error
 */
export function problemText({ status, code, message, retryAfter, transient }) {
  const key = `problem.${code}`;
  const known = t(key);
  if (known !== key) return known;
  if (status === 0) return t("problem.out_of_reach");
  // API Gateway's throttle is about the server's load, not about this caller.
  if (status === 429 && code !== "throttled") return t("problem.too_many", { count: retryAfter ?? 30 });
  if (transient) return t("problem.not_now");
  return status && message ? message : t("problem.something");
}
