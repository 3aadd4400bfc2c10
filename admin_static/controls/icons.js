import { line } from "../../client/ui/icons.js";

// Icons that only the dashboard uses, on the grid of client/ui/icons.js.

/** Mirrored where the page is read from right to left (controls.css). @param {string} path */
const pointing = (path) => {
  const Icon = line(path);
  return () => Icon({ class: "pl-icon pl-icon-pointing" });
};

export const EyeIcon = line(
  "M2 10s3-5.5 8-5.5 8 5.5 8 5.5-3 5.5-8 5.5S2 10 2 10Zm8-2.3a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6Z",
);
export const EyeOffIcon = line(
  "m3 3 14 14M8.2 4.7A8 8 0 0 1 10 4.5c5 0 8 5.5 8 5.5a14 14 0 0 1-2.3 2.9m-2.5 1.9a7 7 0 0 1-3.2.7c-5 0-8-5.5-8-5.5a14 14 0 0 1 3.3-3.7m3.1 2a2.3 2.3 0 0 0 3.2 3.3",
);
export const ReplyIcon = pointing("M8 5 3.5 9.5 8 14m-4-4.5h7.5a5 5 0 0 1 5 5v1");
export const CopyIcon = line(
  "M8 7h7a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1ZM4 13V4a1 1 0 0 1 1-1h8",
);
export const KeyboardIcon = line(
  "M3.5 5h13A1.5 1.5 0 0 1 18 6.5v7a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 2 13.5v-7A1.5 1.5 0 0 1 3.5 5ZM5.5 8.3h.05m2.950 0h.05m2.950 0h.05m2.950 0h.05M7 11.8h6",
);
export const SignOutIcon = pointing(
  "M8 3.5H5A1.5 1.5 0 0 0 3.5 5v10A1.5 1.5 0 0 0 5 16.5h3m4.5-3L16 10l-3.5-3.5M16 10H8",
);
export const SettingsIcon = line(
  "M3 6h8m4 0h2M3 14h2m4 0h8M11 6a2 2 0 1 0 4 0 2 2 0 0 0-4 0ZM5 14a2 2 0 1 0 4 0 2 2 0 0 0-4 0Z",
);
export const SearchIcon = line("M8.8 3.5a5.3 5.3 0 1 1 0 10.6 5.3 5.3 0 0 1 0-10.600Zm4 9.300 3.700 3.700");
export const CommandIcon = line(
  "M7.5 7.500h5v5h-5ZM7.500 7.500V5.700a1.800 1.800 0 1 0-1.800 1.800ZM12.500 7.500V5.700a1.800 1.800 0 1 1 1.800 1.800ZM7.500 12.500v1.800a1.800 1.800 0 1 1-1.800-1.800ZM12.500 12.500v1.800a1.800 1.800 0 1 0 1.800-1.800Z",
);
export const InboxIcon = line(
  "M3 11.5 5.2 4.6a1 1 0 0 1 .95-.7h7.7a1 1 0 0 1 .95.7L17 11.5v3.3a1.3 1.3 0 0 1-1.3 1.3H4.3A1.3 1.3 0 0 1 3 14.8v-3.3Zm0 0h3.8l1.2 2h4l1.2-2H17",
);
export const ReportIcon = line("M3.5 3.500v13h13M7 13.500v-3m3.500 3v-6m3.500 6v-8");
export const PersonIcon = line(
  "M10 3.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM4 16.500c.6-3 3-4.500 6-4.500s5.400 1.500 6 4.500",
);
export const TagIcon = line("M3.500 4.500v5l7 7 6-6-7-7h-5a1 1 0 0 0-1 1ZM7 7.500v.01");
export const SnoozeIcon = line(
  "M10 4a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13ZM8 8.500h4l-4 4.500h4M2.800 5 5 3m12.200 2L15 3",
);
export const NoteIcon = line("M4.500 3.500h11v8.500l-4 4.500h-7v-13Zm11 8.500h-4v4.500M7.500 7h5m-5 3h3");
export const BlockIcon = line("M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM5 5l10 10");
export const PenIcon = line("m4 16 .7-3.400L13.500 3.800l2.700 2.700-8.800 8.800ZM11.500 5.800l2.700 2.700");
export const LinkIcon = line(
  "M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300l-1 1m1.300 3a3 3 0 0 0-4.300 0l-2.700 2.700a3 3 0 0 0 4.300 4.300l1-1",
);
export const InfoIcon = line("M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM10 9.200v4.300M10 6.500h.01");
export const LostIcon = line("M8.8 3.5a5.3 5.3 0 1 1 0 10.6 5.3 5.3 0 0 1 0-10.6Zm4 9.3 3.7 3.7M7 8.8h3.6");
export const FilterIcon = line("M3.5 6h13M6 10h8M8.500 14h3");
// Dots, thicker than the other lines.
const dots = line("M4 10h.01M10 10h.01M16 10h.01");
export const MoreIcon = () => dots({ "stroke-width": 2.6 });
export const VerifiedIcon = line(
  "m10 2.6 2 1.5 2.5-.1.7 2.4 2.1 1.4-.9 2.3.9 2.3-2.1 1.4-.7 2.4-2.5-.1-2 1.5-2-1.5-2.5.1-.7-2.4-2.1-1.4.9-2.3-.9-2.3 2.1-1.4.7-2.4 2.5.1 2-1.500ZM7.4 10.100l1.8 1.8 3.4-3.6",
);
