/** @import {ReportPart, ReportPerson, ReportTag} from "../../client/wire" */
import { Avatar } from "../../client/ui/avatar.js";
import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Card, DataTable } from "./card.js";
import { average, count, duration, rating, total } from "./numbers.js";

/** @param {{people: ReportPerson[], own: boolean}} props `own`: an agent's own row only */
export function People({ people, own }) {
  const names = people.map(({ name }) => name ?? t("reports.former"));
  const head = [
    "person",
    "messages_sent",
    "answered",
    "response_median",
    "closed",
    "resolution_median",
    "rating",
  ];
  const csv = [
    [...head.map(title), t("reports.p90")],
    ...people.map((person, index) => [
      names[index],
      person.team_messages,
      person.first_response.counted,
      seconds(person.first_response.median),
      ...closing(person),
      seconds(person.first_response.p90),
    ]),
  ];
  return html`
    <${Card}
      id="people"
      title=${t("reports.people")}
      note=${t(own ? "reports.people_own" : "reports.people_text")}
      csv=${people.length ? csv : null}
    >
      ${
        people.length
          ? html`<${DataTable}
              title=${t("reports.people")}
              head=${head.map(title)}
              rows=${people.map((person, index) => [
                html`<span class="report-person"><${Avatar} name=${names[index]} seed=${person.id} /><bdi>${names[index]}</bdi></span>`,
                count(person.team_messages),
                count(person.first_response.counted),
                duration(person.first_response.median),
                count(person.closed),
                duration(person.resolution.median),
                rating(average(person.ratings)),
              ])}
            />`
          : html`<p class="report-none">${t("reports.nobody")}</p>`
      }
    <//>
  `;
}

/** @param {{tags: ReportTag[]}} props */
export function Tags({ tags }) {
  const head = ["tag", "closed", "response_median", "resolution_median", "rating"];
  const most = [...tags].sort((one, other) => other.closed - one.closed || one.tag.localeCompare(other.tag));
  const csv = [
    ["tag", "response_median", "closed", "resolution_median", "rating"].map(title),
    ...most.map((tag) => [tag.tag, seconds(tag.first_response.median), ...closing(tag)]),
  ];
  return html`
    <${Card} id="tags" title=${t("reports.tags")} note=${t("reports.tags_text")} csv=${tags.length ? csv : null}>
      ${
        tags.length
          ? html`<${DataTable}
              title=${t("reports.tags")}
              head=${head.map(title)}
              rows=${most.map((tag) => [
                html`<bdi>${tag.tag}</bdi>`,
                count(tag.closed),
                duration(tag.first_response.median),
                duration(tag.resolution.median),
                rating(average(tag.ratings)),
              ])}
            />`
          : html`<p class="report-none">${t("reports.no_tags")}</p>`
      }
    <//>
  `;
}

/** @param {{ratings: number[]}} props */
export function Ratings({ ratings }) {
  const all = total(ratings);
  const stars = [5, 4, 3, 2, 1].map((star) => ({ star, many: ratings[star - 1] }));
  const csv = [[t("reports.rating"), t("reports.number")], ...stars.map(({ star, many }) => [star, many])];
  return html`
    <${Card} id="ratings" title=${t("reports.ratings")} note=${t("reports.ratings_text")} csv=${all ? csv : null}>
      ${
        all
          ? html`<table class="ratings">
              <thead class="pl-hidden-text">
                <tr>${["rating", "share", "number"].map((name) => html`<th scope="col">${title(name)}</th>`)}</tr>
              </thead>
              <tbody>
                ${stars.map(
                  ({ star, many }) => html`
                    <tr>
                      <th scope="row">${t("reports.stars", { count: star })}</th>
                      <td class="ratings-bar">
                        <meter min="0" max=${all} value=${many}>${percent(many, all)}</meter>
                        <span class="ratings-share">${percent(many, all)}</span>
                      </td>
                      <td>${count(many)}</td>
                    </tr>
                  `,
                )}
              </tbody>
            </table>`
          : html`<p class="report-none">${t("reports.no_ratings")}</p>`
      }
    <//>
  `;
}

/** @param {string} name */
const title = (name) => t(`reports.${name}`);

/** The last columns of a person's and a tag's line. @param {ReportPart} part */
function closing({ closed, resolution, ratings }) {
  const stars = average(ratings);
  return [closed, seconds(resolution.median), stars === null ? null : Math.round(stars * 100) / 100];
}

/** In files, times are seconds. @param {number | null} ms */
const seconds = (ms) => (ms === null ? null : Math.round(ms / 1000));

/** @param {number} many @param {number} all */
const percent = (many, all) => count(many / all, "percent");
