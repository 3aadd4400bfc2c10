import { AccountSection } from "./account_section.js";
import { AuditSection } from "./audit_section.js";
import { BlocksSection } from "./blocks_section.js";
import { AuditIcon, BlockIcon, PersonIcon, SiteIcon, TeamIcon } from "./icons.js";
import { SiteSection } from "./site_section.js";
import { TeamSection } from "./team_section.js";

const SECTIONS = [
  { id: "account", Icon: PersonIcon, Section: AccountSection },
  { id: "blocks", Icon: BlockIcon, Section: BlocksSection },
  { id: "team", Icon: TeamIcon, Section: TeamSection, owner: true },
  { id: "site", Icon: SiteIcon, Section: SiteSection, owner: true },
  { id: "audit", Icon: AuditIcon, Section: AuditSection, owner: true },
];

/** What this admin may see. The server refuses the others' calls besides. */
export function sectionsFor({ role }) {
  return SECTIONS.filter(({ owner }) => !owner || role === "owner");
}
