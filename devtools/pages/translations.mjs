// Checks the translations of the widget and of the dashboard.
//   node devtools/pages/translations.mjs                  prints what is missing or wrong
//   node devtools/pages/translations.mjs --missing FILE   writes the dashboard's missing texts: {language: {key: English}}
//   node devtools/pages/translations.mjs --add FILE       takes {language: {key: text}} into the dashboard's translations
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { addTranslations, dashboardProblems, missingTexts } from "./dashboard_locales.mjs";
import { widgetProblems } from "./locales.mjs";

const { values } = parseArgs({ options: { missing: { type: "string" }, add: { type: "string" } } });

if (values.add) await addTranslations(JSON.parse(readFileSync(values.add, "utf8")));
if (values.missing) {
  writeFileSync(values.missing, `${JSON.stringify(await missingTexts(), null, 2)}\n`);
} else {
  const problems = [...(await widgetProblems()), ...(await dashboardProblems())];
  console.log(problems.join("\n") || "Every language has every text.");
  process.exitCode = problems.length > 0 ? 1 : 0;
}
