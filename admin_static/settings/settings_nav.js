import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { ChevronLeftIcon } from "../../client/ui/icons.js";
import { conversationHref, settingsHref } from "../route.js";

export function SettingsNav({ sections, shown, account }) {
  return html`
    <div class="settings-nav">
      <header class="settings-nav-header">
        <a
          class="icon-button"
          href=${conversationHref(null)}
          aria-label=${t("settings.back")}
          title=${t("settings.back")}
        >
          <${ChevronLeftIcon} />
        </a>
        <p class="settings-heading" id="settings-heading" tabindex="-1">${t("settings.title")}</p>
      </header>
      <nav aria-label=${t("settings.title")}>
        <ul>
          ${sections.map(
            ({ id, Icon }) => html`
              <li>
                <a class="settings-link" href=${settingsHref(id)} aria-current=${id === shown ? "page" : undefined}>
                  <${Icon} /><span>${t(`section.${id}`)}</span>
                </a>
              </li>
            `,
          )}
        </ul>
      </nav>
      ${account}
    </div>
  `;
}
