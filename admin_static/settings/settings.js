/** @import {ComponentChildren, ComponentType} from "preact" */
/** @import {AdminSession, Block, Role} from "../../client/wire" */
/** @import {createAdmin} from "../admin/admin.js" */
/** @import {Env} from "../../client/delivery/types" */
/** @import {Route} from "../route.js" */
import { useLayoutEffect, useState } from "preact/hooks";
import { addTexts, t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { BotIcon, ChatIcon, ChevronLeftIcon } from "../../client/ui/icons.js";
import { install, installOffer } from "../browser/install.js";
import { enSettings } from "../catalogue/en_settings.js";
import { enSiteSettings } from "../catalogue/en_site_settings.js";
import { useActions } from "../controls/actions.js";
import { IconButton } from "../controls/buttons.js";
import { lazily } from "../controls/lazily.js";
import { withTexts } from "../language/part_texts.js";
import { conversationHref, settingsHref } from "../route.js";
import { AccountSection } from "./account/account_section.js";
import { AuditSection } from "./audit_section.js";
import { BlocksSection } from "./blocks_section.js";
import {
  AuditIcon,
  BlockIcon,
  CannedIcon,
  InstallIcon,
  PersonIcon,
  SiteIcon,
  TeamIcon,
} from "./controls/icons.js";
import { SiteSection } from "./site/site_section.js";
import { TeamSection } from "./team/team_section.js";

addTexts(enSettings);
addTexts(enSiteSettings);

/**
 * @typedef {{
 *   admin: ReturnType<typeof createAdmin>, session: AdminSession, blocks: Block[], apiBase: string, mail: boolean,
 *   presence: ReturnType<typeof createAdmin>["state"]["presence"], route: Route,
 *   onSession: (changes: Partial<AdminSession>) => void, onLeave: () => void, env: Env,
 *   onSite: (siteId: string) => Promise<void>,
 * }} SectionProps `mail`: whether this deployment sends mail; `onSession`: the session has changed; `onLeave`: it has ended
 * @typedef {{id: string, Icon: ComponentType, Section: ComponentType<SectionProps>, ownerOnly?: boolean}} Section
 */

/** Loaded when it is opened: most visits of the settings do not need it. */
const WidgetSection = lazily(
  async () => (await withTexts("settings", () => import("./owner_pages.js"))).WidgetSection,
);

/** Loaded when it is opened. */
const FaqSection = lazily(
  async () => (await withTexts("settings", () => import("./owner_pages.js"))).FaqSection,
);

/** Loaded when it is opened. */
const CannedSection = lazily(
  async () => (await withTexts("settings", () => import("./canned/canned_section.js"))).CannedSection,
);

/** @type {Section[]} */
const SECTIONS = [
  { id: "account", Icon: PersonIcon, Section: AccountSection },
  { id: "blocks", Icon: BlockIcon, Section: BlocksSection },
  { id: "canned", Icon: CannedIcon, Section: CannedSection },
  { id: "team", Icon: TeamIcon, Section: TeamSection, ownerOnly: true },
  { id: "widget", Icon: ChatIcon, Section: WidgetSection, ownerOnly: true },
  { id: "faq", Icon: BotIcon, Section: FaqSection, ownerOnly: true },
  { id: "site", Icon: SiteIcon, Section: SiteSection, ownerOnly: true },
  { id: "audit", Icon: AuditIcon, Section: AuditSection, ownerOnly: true },
];

/** The sections that a role sees. The server enforces the same rights. @param {{role: Role}} admin */
export function sectionsFor({ role }) {
  return SECTIONS.filter(({ ownerOnly }) => !ownerOnly || role === "owner");
}

/**
 * The settings page: the list of sections, and the section that the address names.
 * @param {SectionProps & {
 *   section: string, account: ComponentChildren,
 * }} props `account`: shown below the sections
 */
export function Settings({ section, account, route, ...page }) {
  const sections = sectionsFor(page.session.admin);
  const shown = sections.find(({ id }) => id === section) ?? sections[0];
  useLayoutEffect(() => {
    document.getElementById(section ? "settings-title" : "settings-heading")?.focus({ preventScroll: true });
  }, [section]);
  // Esc must not close a form that is being filled in.
  const isInField = () => document.activeElement?.matches("input, textarea, select") ?? false;
  useActions({ back: { run: () => route.go(conversationHref(null)), possible: () => !isInField() } });

  return html`
    <${SettingsNav} sections=${sections} shown=${shown.id} account=${account} />
    <section class="settings" key=${shown.id} aria-labelledby="settings-title">
      <div class="settings-page">
        <header class="settings-header">
          <${IconButton}
            class="settings-back"
            label=${t("settings.all")}
            icon=${ChevronLeftIcon}
            href=${settingsHref()}
          />
          <div>
            <h2 id="settings-title" tabindex="-1">${t(`section.${shown.id}`)}</h2>
            <p>${t(`section_lede.${shown.id}`)}</p>
          </div>
        </header>
        <${shown.Section} ...${page} route=${route} />
      </div>
    </section>
  `;
}

/** Only while the browser offers it. */
function InstallEntry() {
  const [offered, setOffered] = useState(installOffer() !== null);
  const accept = async () => {
    await install();
    setOffered(false);
  };
  return (
    offered &&
    html`
      <li>
        <button class="settings-link" type="button" onClick=${accept}>
          <${InstallIcon} /><span>${t("install.install")}</span>
        </button>
      </li>
    `
  );
}

/** @param {{sections: Section[], shown: string, account: ComponentChildren}} props */
function SettingsNav({ sections, shown, account }) {
  return html`
    <div class="settings-nav">
      <header class="settings-nav-header">
        <${IconButton} label=${t("settings.back")} icon=${ChevronLeftIcon} href=${conversationHref(null)} />
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
          <${InstallEntry} />
        </ul>
      </nav>
      ${account}
    </div>
  `;
}
