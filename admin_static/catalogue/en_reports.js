/**
 * The texts of the reports.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enReports = {
  "reports.title": "Reports",
  "reports.back": "Back to the inbox",
  "reports.loading": "Loading the report…",
  "reports.failed": "The report could not be loaded. Check your connection, then try again.",
  "reports.again": "Try again",
  "reports.stale": "The report could not be updated.",

  "reports.period": "Period",
  "reports.last": "{days} days",
  "reports.last_label": "Last {days} days",
  "reports.custom": "Custom",
  "reports.from": "From",
  "reports.to": "To",
  "reports.show": "Show",
  "reports.dates_invalid":
    "Choose two days, the first before the second, at most 400 days and none in the future.",
  "reports.zone": "Days are those of your time zone, {zone}.",

  "reports.empty_title": "Nothing to report yet",
  "reports.empty_text":
    "Once visitors write, you see here how many conversations there are, how long they wait for an answer, and how they rate it.",

  "reports.figures": "At a glance",
  "reports.begun": "New conversations",
  "reports.first_response": "First response",
  "reports.resolution": "Time to close",
  "reports.closed": "Closed",
  "reports.missed": "Not answered",
  "reports.rating": "Rating",
  "reports.median": "Median",
  "reports.p90": "90% within",
  "reports.p90_of": "90% within {time}",
  "reports.reopened_of": { one: "{count} reopened", other: "{count} reopened" },
  "reports.missed_of": "of {count} who waited",
  "reports.ratings_of": { one: "{count} rating", other: "{count} ratings" },
  "reports.bot_of": { one: "{count} answer by the bot", other: "{count} answers by the bot" },
  "reports.no_bot": "none answered by the bot",
  "reports.change_more": "{percent}% more than in the period before",
  "reports.change_less": "{percent}% less than in the period before",
  "reports.change_none": "as in the period before",

  "reports.conversations": "Conversations",
  "reports.conversations_new": "New",
  "reports.reopened": "Reopened",
  "reports.response_title": "Time to the first response",
  "reports.within_hours":
    "Time outside your opening hours does not count: a question that came at night counts from the morning.",
  "reports.all_hours":
    "All time counts, nights and weekends too. Once you set opening hours, only the time in which you are open counts.",
  "reports.exact":
    "Times are within 5% of the exact ones, and belong to the day on which the visitor began to wait.",
  "reports.messages": "Messages",
  "reports.visitors": "Visitors",
  "reports.team": "Team",
  "reports.bot": "Bot",
  "reports.chart_label": "Chart: {title}. The same numbers are in the table.",
  "reports.as_table": "Table",
  "reports.as_chart": "Chart",
  "reports.show_table": "Show {title} as a table",
  "reports.show_chart": "Show {title} as a chart",
  "reports.csv": "CSV",
  "reports.csv_of": "Download {title} as CSV",
  "reports.day": "Day",

  "reports.busy_title": "When visitors write",
  "reports.busy_text": "Messages of visitors by weekday and hour, on your clock.",
  "reports.weekday": "Weekday",
  "reports.hour": "Hour",
  "reports.cell": { one: "{day}, {hour}: {count} message", other: "{day}, {hour}: {count} messages" },
  "reports.fewer": "Fewer",
  "reports.more": "More",

  "reports.people": "Team",
  "reports.people_text":
    "Who answered first and who closed. A rating belongs to the person who closed the conversation.",
  "reports.people_own": "Your own figures. Owners see those of everybody.",
  "reports.person": "Person",
  "reports.former": "Former colleague",
  "reports.answered": "Answered first",
  "reports.messages_sent": "Messages",
  "reports.response_median": "First response",
  "reports.resolution_median": "Time to close",
  "reports.nobody": "Nobody of the team has written or closed a conversation in this period.",

  "reports.tags": "Tags",
  "reports.tags_text": "Conversations that had a tag when they were closed.",
  "reports.tag": "Tag",
  "reports.no_tags": "No conversation with a tag was closed in this period.",

  "reports.ratings": "Ratings",
  "reports.ratings_text": "How visitors rated closed conversations. The last rating of each closing counts.",
  "reports.stars": { one: "{count} star", other: "{count} stars" },
  "reports.number": "Number",
  "reports.share": "Share",
  "reports.no_ratings": "Nobody has rated a conversation in this period.",

  "reports.seconds": "{count}s",
  "reports.minutes": "{count}m",
  "reports.hours": "{count}h",
  "reports.days": "{count}d",
};
