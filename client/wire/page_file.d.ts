/** What a page reads of its site before it shows the launcher. */

export type Day = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** "HH:MM". If `closes` is not later than `opens`, it is on the next day. */
export interface OpenTime {
  opens: string;
  closes: string;
}

/** `date`: YYYY-MM-DD. Its times replace those of the week that begin on that day. */
export interface Holiday {
  date: string;
  yearly: boolean;
  times: OpenTime[];
}

export interface OpeningHours {
  /** IANA name */
  zone: string;
  week: Record<Day, OpenTime[]>;
  holidays: Holiday[];
  /** Outside the hours: the chat says when somebody is back, or the launcher is hidden. */
  outside: "message" | "hide";
}

export type Scheme = "auto" | "light" | "dark";
export type LauncherIcon = "bubble" | "question" | "envelope" | "picture";

/**
 * The file beside the widget's script, which a page reads before it shows the launcher. `name`: in the panel's header.
 * `css`: the style sheet of the site's look. `welcome`: by language in lower case. `launch`: the page also loads
 * widget/launch.js, for hours that hide the launcher, `hidden_paths`, `label` and `icon`.
 */
export interface PageFile {
  version: number;
  name: string;
  language: string;
  css?: string;
  scheme?: Scheme;
  welcome?: Record<string, { title?: string; text?: string }>;
  launch?: boolean;
  hours?: OpeningHours;
  hidden_paths?: string[];
  label?: string;
  icon?: LauncherIcon;
  /** The launcher's: its address as seen from this file. */
  picture?: string;
  bubbles?: PageBubble[];
  /** By the first two letters of a page's language. */
  texts?: Record<string, LauncherTexts>;
  /** No page of the site has loaded the widget yet, so the page reports that it has. */
  report_installed?: boolean;
}

/** What the page shows before it has loaded a language. */
export interface LauncherTexts {
  lang: string;
  open: string;
  failed: string;
  dismiss: string;
}

/** A greeting beside the launcher. `seconds`: from when the page could show it. */
export interface PageBubble {
  text: string;
  seconds: number;
  language?: string;
  paths?: string[];
}
