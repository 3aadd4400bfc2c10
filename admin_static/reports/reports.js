/** @import {ComponentChildren} from "preact" */
/** @import {AdminSession, Report} from "../../client/wire" */
/** @import {AdminEngine} from "../admin/admin.js" */
/** @import {Route} from "../route.js" */
/** @import {Period} from "./periods.js" */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { ChevronLeftIcon } from "../../client/ui/icons.js";
import { enReports } from "../catalogue/en_reports.js";
import { useActions } from "../controls/actions.js";
import { IconButton } from "../controls/buttons.js";
import { ReportIcon } from "../controls/icons.js";
import { Notice } from "../controls/notice.js";
import { conversationHref } from "../route.js";
import { BusyHours } from "./busy_hours.js";
import { ConversationsChart, MessagesChart, ResponseChart } from "./charts.js";
import { Figures } from "./figures.js";
import { byDay } from "./grouping.js";
import { People, Ratings, Tags } from "./parts.js";
import { PeriodChooser } from "./period_chooser.js";
import { before, HOUR_MS, lastDays } from "./periods.js";

addTexts(enReports);

/** @typedef {{period: Period, report: Report, earlier: Report}} Loaded */
/** @typedef {{admin: AdminEngine, session: AdminSession, route: Route, account: ComponentChildren}} Props */

/** The page of the reports. @param {Props} props */
export function Reports({ admin, session, route, account }) {
  const [period, setPeriod] = useState(() => lastDays(30, Date.now()));
  const { loaded, failed, busy, reload } = useReport(admin, period);
  useLayoutEffect(() => document.getElementById("reports-title")?.focus({ preventScroll: true }), []);
  useActions({ back: () => route.go(conversationHref(null)) });

  return html`
    <section class="reports" aria-labelledby="reports-title" aria-busy=${busy}>
      <header class="reports-header">
        <${IconButton} label=${t("reports.back")} icon=${ChevronLeftIcon} href=${conversationHref(null)} />
        <h2 id="reports-title" tabindex="-1">${t("reports.title")}</h2>
        <${PeriodChooser} onChoose=${setPeriod} />
      </header>
      <div class="reports-scroll">
        <div class="reports-page">
          ${failed && html`<${Failed} stale=${loaded !== null} onAgain=${reload} />`}
          ${!loaded && !failed && html`<${Bones} />`}
          ${loaded && html`<${Body} ...${loaded} own=${session.admin.role === "agent"} />`}
        </div>
      </div>
      <div class="reports-account">${account}</div>
    </section>
  `;
}

/** @param {Loaded & {own: boolean}} props `own`: an agent, who sees only the own row of the team */
function Body({ period, report, earlier, own }) {
  if (isEmpty(report) && isEmpty(earlier)) {
    return html`<${Notice}
      picture=${html`<${ReportIcon} />`}
      title=${t("reports.empty_title")}
      text=${t("reports.empty_text")}
    />`;
  }
  const days = byDay(period, report.by_hour);
  return html`
    <${Figures} total=${report.total} earlier=${earlier.total} />
    <${ConversationsChart} days=${days} />
    <${ResponseChart} days=${days} withinHours=${report.within_hours} />
    <${MessagesChart} days=${days} />
    <${BusyHours} hours=${report.by_hour} />
    <${People} people=${report.people} own=${own} />
    <div class="reports-pair">
      <${Tags} tags=${report.tags} />
      <${Ratings} ratings=${report.total.ratings} />
    </div>
    <p class="reports-note">
      ${t("reports.exact")} ${t("reports.zone", { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
    </p>
  `;
}

/** @param {Report} report */
const isEmpty = ({ by_hour, tags }) => by_hour.length === 0 && tags.length === 0;

/** The report of a period and of the one before. The last one that was loaded stays until the next one is there. @param {AdminEngine} admin @param {Period} period */
function useReport(admin, period) {
  const [loaded, setLoaded] = useState(/** @type {Loaded | null} */ (null));
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(true);
  const latest = useRef(period);

  async function load() {
    latest.current = period;
    setFailed(false);
    setBusy(true);
    try {
      const [report, earlier] = await Promise.all([read(admin, period), read(admin, before(period))]);
      if (latest.current === period) setLoaded({ period, report, earlier });
    } catch {
      if (latest.current === period) setFailed(true);
    }
    if (latest.current === period) setBusy(false);
  }
  useEffect(() => {
    load();
  }, [period]);
  return { loaded, failed, busy, reload: load };
}

/** @param {AdminEngine} admin @param {Period} period */
function read(admin, { start, end }) {
  const hours = Math.max(1, Math.round((end - start) / HOUR_MS));
  return admin.call("POST", "/admin/reports", { start, hours });
}

/** @param {{stale: boolean, onAgain: () => void}} props */
function Failed({ stale, onAgain }) {
  return html`
    <div class="reports-failed" role="alert">
      <p>${t(stale ? "reports.stale" : "reports.failed")}</p>
      <button class="button button-small" type="button" onClick=${onAgain}>${t("reports.again")}</button>
    </div>
  `;
}

function Bones() {
  return html`<div class="reports-bones" role="status">
    <span class="pl-hidden-text">${t("reports.loading")}</span><i /><i /><i />
  </div>`;
}
