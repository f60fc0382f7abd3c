// The collector's time, and durations as people read them, in the language of the page.

import { language, t } from "/console/texts.js";

let offset = 0;

/** The collector said it is `now`; countdowns follow its clock, not this computer's. */
export function collectorSaid(now) {
  offset = Date.parse(now) - Date.now();
}

export function collectorNow() {
  return Date.now() + offset;
}

const two = (n) => String(n).padStart(2, "0");

/** 4:09, 1:04:09, 2 d 4 h */
export function countdown(millis) {
  const seconds = Math.floor(Math.abs(millis) / 1000);
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) return t("time.days.hours", days, hours);
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds % 60)}`;
  return `${minutes}:${two(seconds % 60)}`;
}

/** 4 s, 12 min, 3 h 5 min, 2 d 4 h */
export function roughly(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return t("time.seconds", seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t("time.minutes", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? t("time.hours.minutes", hours, minutes % 60) : t("time.hours", hours);
  return t("time.days.hours", Math.floor(hours / 24), hours % 24);
}

/** 17:30 today, Fri 17:30 within a week, 3 Dec 17:30 beyond; in the reader's own zone. */
export function moment(text) {
  const when = new Date(text);
  const far = Math.abs(when.getTime() - collectorNow());
  const clock = when.toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit", hour12: false });
  if (when.toDateString() === new Date(collectorNow()).toDateString()) return clock;
  const day = far < 6 * 86400000
    ? when.toLocaleDateString(language(), { weekday: "short" })
    : when.toLocaleDateString(language(), { day: "numeric", month: "short" });
  return `${day} ${clock}`;
}

/** With seconds and date, for timelines. */
export function exact(text) {
  const when = new Date(text);
  const clock = when.toLocaleTimeString(language(), { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
  if (when.toDateString() === new Date(collectorNow()).toDateString()) return clock;
  return `${when.toLocaleDateString(language(), { day: "2-digit", month: "short" })} ${clock}`;
}
