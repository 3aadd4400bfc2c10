// The site's settings that most visits do not need. They are in one file, because they are on one page.
export { ApiTokensCard } from "../api/api_tokens_card.js";
export { EventsCard } from "../event_webhooks/events_card.js";
export { HoursCard } from "../hours/hours_card.js";
