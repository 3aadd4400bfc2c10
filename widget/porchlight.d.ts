/**
 * Types of the calls and events of Porchlight's chat, for pages that use TypeScript. docs/widget.md explains them.
 * Copy this file into your project, or download it from beside the widget's script.
 */

/** The visitor as your site knows them. Your server computes `hash` from `id`: see docs/identity.md. */
interface PorchlightUser {
  id: string | number;
  hash: string;
  name?: string;
  email?: string;
}

/** `window.porchlightSettings`, which the script reads when it starts. */
interface PorchlightSettings {
  /** The site's widget token, `pl_…`. */
  token?: string;
  /** The API's address. */
  api?: string;
  user?: PorchlightUser | null;
  /** The language of the chat's texts, such as `de` or `pt-BR`. */
  language?: string;
  /** The script's address, if it is loaded without a script tag. */
  src?: string;
}

/** A message that was stored since the page was loaded. */
interface PorchlightMessage {
  /** Its number in the conversation: 1, 2, 3 … */
  id: number;
  sender_type: "visitor" | "admin" | "bot" | "system";
  sender_name: string | null;
  body: string;
  /** Milliseconds since 1970, UTC. */
  sent_at: number;
}

/** The events, and what `event.detail` has. */
interface PorchlightEvents {
  /** The calls can be made. Before, they wait. */
  ready: null;
  opened: null;
  closed: null;
  message: PorchlightMessage;
  /** The number of answers that the visitor has not read has changed. */
  unread: { count: number };
  /** A code of docs/protocol.md, `load_failed`, or `context_invalid`. */
  error: { code: string };
}

/** The calls: `Porchlight.open()`. Before the script has loaded, `Porchlight` is an array that they are pushed to. */
interface PorchlightCalls {
  open(): void;
  close(): void;
  toggle(): void;
  /** Shows the launcher again. */
  show(): void;
  /** Closes the panel and hides the launcher, until `show`. `open` still opens the panel. */
  hide(): void;
  /** Calls the listener with each event of this name, until `off` or `destroy`. */
  on<Name extends keyof PorchlightEvents>(
    name: Name,
    listener: (event: CustomEvent<PorchlightEvents[Name]>) => void,
  ): void;
  off<Name extends keyof PorchlightEvents>(
    name: Name,
    listener: (event: CustomEvent<PorchlightEvents[Name]>) => void,
  ): void;
  /** The visitor has signed in to the site; null: they are not verified any more. */
  setUser(user: PorchlightUser | null): void;
  /** The language of the chat's texts, such as `de` or `pt-BR`; null: the page's own. */
  setLocale(language: string | null): void;
  /**
   * What admins see beside the conversation, where the site collects visitor context: up to 20 names with short values.
   * It takes the place of the earlier data; null removes it.
   */
  setContext(data: Record<string, string | number | boolean> | null): void;
  /** Puts a text into the text box, if the visitor has written nothing there. */
  prefill(text: string): void;
  /** The visitor has signed out: their conversation disappears from this browser. */
  reset(): void;
  /** Removes the chat from the page. Loading the script again brings it back. */
  destroy(): void;
}

type PorchlightListening = {
  [Name in keyof PorchlightEvents]: [
    call: "on" | "off",
    name: Name,
    listener: (event: CustomEvent<PorchlightEvents[Name]>) => void,
  ];
}[keyof PorchlightEvents];

/** A call to push: its name, or an array of the name and the arguments. */
type PorchlightCall =
  | PorchlightListening
  | {
      [Name in Exclude<keyof PorchlightCalls, "on" | "off">]: Parameters<PorchlightCalls[Name]> extends []
        ? Name | [Name]
        : [Name, ...Parameters<PorchlightCalls[Name]>];
    }[Exclude<keyof PorchlightCalls, "on" | "off">];

/** Accepts calls at any time, also before the script has loaded: `(window.Porchlight ??= [] as PorchlightQueue).push("open")`. */
interface PorchlightQueue {
  push(call: PorchlightCall): unknown;
}

type PorchlightEventMap = {
  [Name in keyof PorchlightEvents as `porchlight:${Name}`]: CustomEvent<PorchlightEvents[Name]>;
};

interface DocumentEventMap extends PorchlightEventMap {}
interface WindowEventMap extends PorchlightEventMap {}

interface Window {
  porchlightSettings?: PorchlightSettings;
  /** The calls, once the script has loaded. */
  Porchlight?: PorchlightQueue & Partial<PorchlightCalls>;
}
