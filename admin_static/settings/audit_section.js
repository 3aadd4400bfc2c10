import { useState } from "preact/hooks";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { dayLabel } from "../../client/ui/time.js";
import { createAudit, createTeam } from "../admin/settings_calls.js";
import { Asked } from "./asked.js";
import { AuditEntry } from "./audit_entry.js";
import { byDay } from "./by_day.js";
import { problemText } from "./problem.js";
import { useAction } from "./use_action.js";
import { useAsked } from "./use_asked.js";

/** What was done, newest first, a page at a time. */
export function AuditSection({ admin }) {
  const [audit] = useState(() => createAudit(admin.call));
  const first = useAsked(async () => {
    const [page, members] = await Promise.all([audit.page(), createTeam(admin.call).members()]);
    return { ...page, names: new Map(members.map(({ id, name }) => [id, name])) };
  });
  const more = useAction(async () => {
    const page = await audit.page(first.answer.older);
    // A page that leads to itself is the end.
    const older = page.older === first.answer.older ? null : page.older;
    first.change({ ...first.answer, older, entries: [...first.answer.entries, ...page.entries] });
  });

  return html`
    <${Asked} asked=${first}>
      ${({ entries, older, names }) => html`
        ${byDay(entries).map(
          ([day, those]) => html`
            <section class="audit-day" key=${day}>
              <h3>${dayLabel(day, Date.now())}</h3>
              <ol class="card audit">
                ${those.map((entry) => html`<${AuditEntry} key=${entry.id} entry=${entry} names=${names} />`)}
              </ol>
            </section>
          `,
        )}
        <p class="card-said" role="status" data-problem="true">${more.problem && problemText(more.problem)}</p>
        ${
          older &&
          html`<button class="button audit-older" type="button" aria-disabled=${more.busy} onClick=${more.run}>
            ${t(more.busy ? "settings.loading" : "audit_page.older")}
          </button>`
        }
      `}
    <//>
  `;
}
