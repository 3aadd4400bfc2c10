// The pages of what visitors see, in one part: each part of its own divides what the inbox loads into more files.
export { FaqSection } from "./faq/faq_section.js";
export { WidgetSection } from "./widget/widget_section.js";
