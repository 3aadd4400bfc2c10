import { useEffect } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { ChevronLeftIcon } from "../../client/ui/icons.js";
import { enSettings } from "../catalogue/en_settings.js";
import { useShortcuts } from "../controls/shortcuts.js";
import { conversationHref, settingsHref } from "../route.js";
import { sectionsFor } from "./sections.js";
import { SettingsNav } from "./settings_nav.js";

addTexts(enSettings);

/** The settings: sections on the left, of which owners see more, and the one that the address names. */
export function Settings({ section, account, preferences, route, shortcuts, ...page }) {
  const sections = sectionsFor(page.session.admin);
  const shown = sections.find(({ id }) => id === section) ?? sections[0];
  useEffect(() => {
    document.getElementById(section ? "settings-title" : "settings-heading").focus({ preventScroll: true });
  }, [section]);
  useShortcuts(preferences, shortcuts && { back: () => isFree() && route.go(conversationHref(null)) });

  return html`
    <${SettingsNav} sections=${sections} shown=${shown.id} account=${account} />
    <section class="settings" key=${shown.id} aria-labelledby="settings-title">
      <div class="settings-page">
        <header class="settings-header">
          <a
            class="icon-button settings-back"
            href=${settingsHref()}
            aria-label=${t("settings.all")}
            title=${t("settings.all")}
          >
            <${ChevronLeftIcon} />
          </a>
          <div>
            <h2 id="settings-title" tabindex="-1">${t(`section.${shown.id}`)}</h2>
            <p>${t(`section_lede.${shown.id}`)}</p>
          </div>
        </header>
        <${shown.Section} ...${page} />
      </div>
    </section>
  `;
}

/** Esc leaves, but takes nothing from somebody who is filling in a form. */
function isFree() {
  return !document.activeElement?.matches("input, textarea, select");
}
