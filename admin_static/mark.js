import { html } from "../client/ui/html.js";

/** The porch light: a lamp and what it throws. Decoration, always beside its name or a heading. */
export function Mark() {
  return html`
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" class="mark-ground" />
      <path d="M16 5v3" class="mark-line" />
      <path d="M9.5 15.5a6.5 6.5 0 0 1 13 0Z" class="mark-lamp" />
      <path d="M11.5 18.5 9 26.5h14l-2.5-8Z" class="mark-light" />
    </svg>
  `;
}
