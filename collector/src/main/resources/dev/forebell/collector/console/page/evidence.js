// What was seen, as a sentence.

import { t } from "/console/texts.js";
import { roughly } from "/console/time.js";

/** Why it is an emergency: sentences that the collector made. */
export function reasons(incident) {
  const given = incident.emergency_reason ?? incident.evidence?.emergency ?? [];
  return (Array.isArray(given) ? given : [given]).map((g) => (typeof g === "string" ? g : g.sentence ?? g.text)).filter(Boolean);
}

/** What crossed which level, or how the link ended; empty if there is nothing to say. */
export function sentence(incident) {
  const evidence = incident.evidence;
  if (!evidence) return "";
  if (typeof evidence === "string") return evidence;
  if (evidence.text) return evidence.text;
  switch (evidence.kind) {
    case "crossed": return crossed(evidence);
    case "link": return link(evidence);
    case "children": return t("evidence.children", evidence.incidents.join(", "));
    default: return "";
  }
}

function crossed(evidence) {
  const points = evidence.points ?? [];
  const last = points.at(-1)?.value;
  const text = t(evidence.above ? "evidence.crossed.above" : "evidence.crossed.below",
    evidence.quantity, number(last, evidence.quantity), number(evidence.bound, evidence.quantity));
  const guard = evidence.guard;
  return guard ? `${text} ${t("evidence.guard", guard.metric ?? guard.series, number(guard.value, guard.metric ?? ""))}` : text;
}

function link(evidence) {
  const text = evidence.ended === "closed" ? t("evidence.closed")
    : evidence.ended === "bye" ? t("evidence.bye")
      : t("evidence.nothing", span(evidence.silence), span(evidence.confirm));
  return evidence.detail ? `${text}, ${t("evidence.detail", evidence.detail)}` : text;
}

/** ISO 8601 as the ledger writes it, or seconds. */
function span(duration) {
  if (typeof duration === "number") return roughly(duration * 1000);
  const found = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration ?? "");
  if (!found) return String(duration);
  const [, h = 0, m = 0, s = 0] = found;
  return roughly((Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000);
}

/** A share as a percentage, bytes with their unit, anything else with few digits. */
export function number(value, metric) {
  if (value === null || value === undefined) return t("value.none");
  if (/utili[sz]ation/.test(metric)) return `${(value * 100).toFixed(1)} %`;
  if (/(usage|limit|available|\.io$|\.io\))/.test(metric)) return bytes(value);
  return Number.isInteger(value) ? value.toLocaleString() : value.toPrecision(4);
}

export function bytes(value) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
  const scaled = value / 2 ** (10 * power);
  return `${power === 0 ? Math.round(scaled) : scaled.toFixed(scaled < 10 ? 2 : 1)} ${units[power]}`;
}
