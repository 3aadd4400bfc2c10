/** The build makes a string of a style sheet that a script imports. */
declare module "*.css" {
  const text: string;
  export default text;
}

/** What the site's page sets. It may be anything, so each value is checked where it is read. */
interface PorchlightSettings {
  token?: unknown;
  api?: unknown;
  user?: unknown;
  language?: unknown;
  src?: unknown;
}

interface Window {
  porchlightSettings?: PorchlightSettings;
  Porchlight?: unknown;
}
