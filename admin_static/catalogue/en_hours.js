/**
 * The texts of a site's opening hours.
 * @type {Record<string, import("../../client/ui/translate.js").Text>}
 */
export const enHours = {
  "problem.hours_invalid":
    "Fill in every time and date. A day can have up to 5 times, and a site up to 60 holidays.",
  "problem.hours_overlap":
    "Some times overlap. A time that ends after midnight may overlap one of the next day.",
  "problem.hours_holiday_twice": "Two holidays are on the same day.",
  "problem.hours_zone_unknown": "Choose a time zone from the list, such as Europe/Berlin.",

  "problem.hours_hide_unavailable":
    "The chat cannot be hidden here: this deployment has no bucket for the file that your pages would read.",

  "hours.title": "Opening hours",
  "hours.text":
    "When somebody is there to answer. Visitors can write at any time, and read when you are back in their own time zone.",
  "hours.open_always": "Always open",
  "hours.open_always_hint": "The chat says nothing about hours.",
  "hours.open_limited": "Open at certain times",
  "hours.open_limited_hint": "Outside them, visitors know when to expect an answer.",
  "hours.zone": "Time zone",
  "hours.zone_hint": "Of all times below. Type a city or a region to search.",
  "hours.week": "Weekly hours",
  "hours.monday": "Monday",
  "hours.tuesday": "Tuesday",
  "hours.wednesday": "Wednesday",
  "hours.thursday": "Thursday",
  "hours.friday": "Friday",
  "hours.saturday": "Saturday",
  "hours.sunday": "Sunday",
  "hours.closed": "Closed",
  "hours.opens": "{day}: opens at",
  "hours.closes": "{day}: closes at",
  "hours.next_day": "next day",
  "hours.add": "{day}: add hours",
  "hours.remove": "{day}: remove these hours",
  "hours.copy": "Copy {day}'s hours to all days",
  "hours.overlap": "These times overlap.",
  "holidays.title": "Holidays",
  "holidays.hint": "Closed all day, or with other hours than usual.",
  "holidays.add": "Add holiday",
  "holidays.unnamed": "Holiday {number}",
  "holidays.date": "Date",
  "holidays.name": "Name",
  "holidays.yearly": "Every year",
  "holidays.remove": "Remove {day}",
  "hours.outside": "Outside these hours",
  "hours.outside_message": "Show when you are back",
  "hours.outside_message_hint": "Visitors can still write.",
  "hours.outside_hide": "Hide the chat",
  "hours.outside_hide_hint": "Visitors with an unread answer still see the chat.",
  "hours.preview_hidden": "Visitors now see no chat.",
  "hours.preview_open": "Visitors now see the chat as usual: you are open.",
  "hours.preview_away": "Visitors now see: “{text}”",
  "hours.preview_none": "Fill in every field to see what visitors see.",
};
