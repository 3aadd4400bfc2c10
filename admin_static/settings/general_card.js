import { t } from "../../client/ui/catalogue.js";
import { html } from "../../client/ui/html.js";
import { Card } from "./card.js";
import { Field } from "./field.js";
import { Form } from "./form.js";

export function GeneralCard({ site, change }) {
  const save = ({ name, greeting }) =>
    change({ name: name.split(/\s+/).join(" ").trim(), greeting: greeting.trim() });

  return html`
    <${Card} title=${t("general.title")} text=${t("general.text")}>
      <${Form} onSubmit=${save} submit=${t("settings.save")} done=${t("settings.saved")}>
        ${(problemOf) => html`
          <${Field}
            label=${t("general.name")}
            name="name"
            maxlength="80"
            defaultValue=${site.name}
            problem=${problemOf("name")}
          />
          <${Field}
            as="textarea"
            label=${t("general.greeting")}
            hint=${t("general.greeting_hint")}
            name="greeting"
            rows="3"
            maxlength="500"
            defaultValue=${site.greeting}
            problem=${problemOf("greeting")}
          />
        `}
      <//>
    <//>
  `;
}
