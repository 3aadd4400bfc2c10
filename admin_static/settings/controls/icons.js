import { line } from "../../../client/ui/icons.js";

// Icons that only the settings use, on the grid of client/ui/icons.js.
export const PersonIcon = line(
  "M10 3.500a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.400ZM3.8 16.500c.6-3 3-4.6 6.2-4.600s5.6 1.6 6.2 4.6",
);
export const TeamIcon = line(
  "M7.5 4a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.800ZM2 16c.5-2.8 2.6-4.2 5.5-4.200s5 1.4 5.5 4.200M13 4.200a2.9 2.9 0 0 1 0 5.400m2 2.600c1.7.5 2.7 1.8 3 3.8",
);
export const SiteIcon = line(
  "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM3.2 10h13.600M10 3c2 2 2.9 4.3 2.9 7s-.9 5-2.9 7c-2-2-2.9-4.3-2.9-7S8 5 10 3Z",
);
export const BlockIcon = line("M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM5.1 5.100l9.8 9.8");
export const CannedIcon = line("M11 3 5 11.500h4.500L9 17l6-8.500h-4.500L11 3Z");
export const AuditIcon = line(
  "M5.5 3h9A1.5 1.5 0 0 1 16 4.500v11a1.5 1.5 0 0 1-1.5 1.500h-9A1.5 1.5 0 0 1 4 15.500v-11A1.5 1.5 0 0 1 5.5 3ZM7 7h6M7 10h6M7 13h3.5",
);
export const PlusIcon = line("M10 4.500v11M4.5 10h11");
export const InstallIcon = line(
  "M10 3v9m-3.500-3.500L10 12l3.500-3.500M4 13.500v1A1.500 1.500 0 0 0 5.500 16h9a1.500 1.500 0 0 0 1.500-1.500v-1",
);
