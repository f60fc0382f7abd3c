// What was seen, as a sentence.

import { language, t, textOr } from "/console/texts.js";
import { exact } from "/console/time.js";

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;

/**
 * The collector's own text, in the customer's language, is what was seen, then one part per criterion of
 * an emergency; the criteria also come in the reader's. Gives [why it is an emergency: one sentence each, what was seen].
 */
export function why(incident) {
  const evidence = incident.evidence ?? {};
  const parts = local(evidence.text ?? "").split("; ").filter(Boolean);
  const criteria = incident.emergency ? Math.min(evidence.emergency?.met?.length ?? 0, parts.length - 1) : 0;
  const cut = parts.length - Math.max(0, criteria);
  const seen = evidence.observed?.kind === "crossed" ? crossed(evidence.observed) : parts.slice(0, cut).join("; ");
  const told = evidence.emergency?.sentences?.[document.documentElement.lang];
  return [(told && criteria > 0 ? local(told).split("; ") : parts.slice(cut)).map(sentence), sentence(seen)];
}

const local = (text) => text.replace(TIME, exact);

const stop = (text) => (/[.!?。]$/.test(text) ? "" : /[\u4e00-\u9fff]/.test(text) ? "。" : ".");

const sentence = (text) => (text ? text.charAt(0).toUpperCase() + text.slice(1) + stop(text) : "");

function crossed(seen) {
  const text = t(seen.above ? "evidence.above" : "evidence.below", quantity(seen.quantity),
    number(seen.points.at(-1)?.value, seen.quantity), number(seen.bound, seen.quantity));
  const guard = seen.guard;
  return guard ? `${text} ${t("evidence.guard", quantity(guardName(guard.series)), number(guard.value, guard.series.metric))}` : text;
}

/** `avg_5m(system.cpu.utilization)` for people: Processor time (avg 5m). */
function quantity(text) {
  const of = /^(\w+)\((.*)\)$/.exec(text);
  if (of) return `${quantity(of[2])} (${of[1].replaceAll("_", " ")})`;
  return text.replace(/[a-z]+(\.[a-z0-9_]+)+(\{[^}]*\})?/g, (metric) => textOr(`metric.${metric}`, metric));
}

const guardName = (series) => {
  const state = Object.entries(series.attributes ?? {}).find(([name]) => name.endsWith(".state"))?.[1];
  return state && textOr(`metric.${series.metric}{${state}}`, "") ? `${series.metric}{${state}}` : series.metric;
};

/** What tells it from others of the same rule on the same host: a mount point, a device. */
export function subjectName(subject) {
  const found = /(?:^|,)(?:system\.filesystem\.mountpoint|network\.interface\.name|system\.device|service\.name)=((?:[^,\\]|\\.)*)/;
  const preferred = /(?:^|,)system\.filesystem\.mountpoint=((?:[^,\\]|\\.)*)/.exec(subject) ?? found.exec(subject);
  return (preferred ? preferred[1] : subject ?? "").replaceAll(/\\(.)/g, "$1");
}

/** A share as a percentage, bytes with their unit, anything else with few digits. */
export function number(value, metric) {
  if (value === null || value === undefined) return t("value.none");
  if (/utili[sz]ation/.test(metric)) return `${Number((value * 100).toFixed(1))} %`;
  if (/rate\(/.test(metric) && /\.io\b/.test(metric)) return `${bytes(value)}/s`;
  if (/(usage|limit|available|\.io$)/.test(metric)) return bytes(value);
  if (/(latency|duration)/.test(metric)) return `${Number((value * 1000).toPrecision(3))} ms`;
  if (/(uptime|_time|cpu\.time)/.test(metric)) return `${Number(value.toPrecision(4)).toLocaleString(language())} s`;
  return Number(value.toPrecision(4)).toLocaleString(language());
}

export function bytes(value) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(value) / 10));
  const scaled = value / 2 ** (10 * power);
  return `${power === 0 ? Math.round(scaled) : scaled.toFixed(scaled < 10 ? 2 : 1)} ${units[power]}`;
}
