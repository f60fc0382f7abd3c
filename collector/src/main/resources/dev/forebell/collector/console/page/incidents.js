// The incident cards: emergencies first, each with its evidence, clocks, actions and timeline.

import { el, keyed, outside, refill } from "/console/dom.js";
import { t, named, humanised } from "/console/texts.js";
import { exact, collectorNow, roughly } from "/console/time.js";
import { chip, inOrder } from "/console/clocks.js";
import { subjectName, why } from "/console/evidence.js";

const IN_WORK = ["acknowledged", "diagnosed"];
const STATES = ["open", "acknowledged", "diagnosed", "resolved", "closed"];
const FACTS = [
  ["customer", (i) => i.customer], ["site", (i) => i.site], ["rule", (i) => i.rule], ["subject", (i) => i.subject],
  ["contract", (i) => i.evidence?.contract], ["services", (i) => i.evidence?.services?.join(", ")],
  ["assigned", (i) => i.evidence?.assigned], ["cause", (i) => i.evidence?.cause], ["parent", (i) => i.parent], ["runbook", (i) => i.evidence?.runbook],
  ...["began", "detected", "reported", "acknowledged", "contacted", "restored", "resolved"].map((name) => [
    name, (i) => (i[`${name}_at`] ? exact(i[`${name}_at`]) : null)]),
];

/** Emergencies, then critical ones, then what nobody has taken, then the newest. */
export function order(a, b) {
  return Number(b.emergency) - Number(a.emergency)
    || Number(b.severity === "critical") - Number(a.severity === "critical")
    || STATES.indexOf(a.state) - STATES.indexOf(b.state)
    || String(b.detected_at).localeCompare(String(a.detected_at));
}

/** `view`: {linked: id that the address names, opened: Set of ids, timelines: Map, busy: Set, acknowledge(incident), resolve(incident), toggle(incident)} */
export function drawIncidents(list, incidents, view) {
  keyed(list, incidents, (i) => i.id, () => el("li", {}, el("article.card.new")), (item, incident) => {
    const now = JSON.stringify([incident, view.linked === incident.id, view.opened.has(incident.id), view.timelines.get(incident.id), view.busy.has(incident.id)]);
    if (item.drawn === now) return;
    item.drawn = now;
    fill(item.firstElementChild, incident, view);
  });
}

function fill(card, incident, view) {
  Object.assign(card.dataset, { severity: incident.severity, means: incident.means, emergency: String(incident.emergency), state: incident.state, linked: String(view.linked === incident.id) });
  card.setAttribute("aria-label", `${named("rule", incident.rule)} ${incident.host ?? ""} ${incident.id}`);
  refill(card, head(incident), ...reasons(incident), clocks(incident), foot(incident, view), view.opened.has(incident.id) ? more(incident, view) : null);
}

function head(incident) {
  const place = incident.host || incident.site || incident.customer;
  return el("div.card-head", {},
    incident.emergency ? el("span.tag.emergency", {}, t("emergency")) : el(`span.tag.${incident.severity}`, {}, named("severity", incident.severity)),
    el("h3.card-title", {}, el("span.host", {}, place), " ", el("span.rule", {}, humanised(incident.rule)),
      incident.subject ? el("span.subject", { title: incident.subject }, subjectName(incident.subject)) : null),
    el("span.tag.state", { data: { state: incident.state } }, named("state", incident.state)),
    el("span.card-side", {}, el("span", {}, named("means", incident.means)),
      el("time", { datetime: incident.detected_at, title: t("since.title", exact(incident.detected_at)), data: { since: incident.detected_at } },
        roughly(collectorNow() - Date.parse(incident.detected_at)))));
}

function reasons(incident) {
  const [criteria, seen] = why(incident);
  return [
    ...criteria.map((line) => el("p.why", {}, line)),
    seen ? el(criteria.length ? "p.why.small" : "p.why", {}, seen) : null,
  ];
}

function clocks(incident) {
  const chips = inOrder(incident.clocks ?? []).map(chip);
  return chips.length ? el("div.clocks", { role: "list" }, chips) : null;
}

function foot(incident, view) {
  const open = view.opened.has(incident.id);
  const busy = view.busy.has(incident.id);
  const tickets = incident.evidence?.tickets ?? [];
  return el("div.card-foot", {},
    el("a.id", { href: `#${incident.id}` }, incident.id),
    tickets.map((ticket) => outside(ticket.url, t("ticket", ticket.reference))),
    el("span.acts", {},
      el("button.quiet", { type: "button", "aria-expanded": String(open), data: { act: "timeline" }, onclick: () => view.toggle(incident) },
        t(open ? "action.timeline.hide" : "action.timeline")),
      incident.state === "open"
        ? el("button.strong", { type: "button", disabled: busy, data: { act: "acknowledge" }, onclick: () => view.acknowledge(incident) },
          t(busy ? "action.acknowledging" : "action.acknowledge"))
        : IN_WORK.includes(incident.state)
          ? el("button.quiet", { type: "button", disabled: busy, data: { act: "resolve" }, onclick: () => view.resolve(incident) }, t("action.resolve"))
          : null));
}

function more(incident, view) {
  return el("div.more", {}, facts(incident), timeline(view.timelines.get(incident.id)));
}

function facts(incident) {
  const shown = FACTS.map(([name, of]) => [name, of(incident)]).filter(([, value]) => value);
  return el("dl.facts", {}, shown.map(([name, value]) => el("div", {}, el("dt", {}, t(`fact.${name}`)), el("dd", {}, value))));
}

function timeline(known) {
  if (!known) return el("p.why.small", {}, t("timeline.loading"));
  if (known.failed) return el("p.why.small", {}, t("timeline.failed", known.failed));
  return el("ol.steps", { "aria-label": t("timeline.title") }, known.events.map(step));
}

const LOOKS = { breached: "bad", promoted: "bad", opened: "bad", warning: "warn", paused: "warn", relapsed: "warn", met: "good", restored: "good", resolved: "good", closed: "good" };

function step(event) {
  const look = LOOKS[event.event.split(".")[1]] ?? (isPerson(event.by) ? "person" : "");
  const clock = event.clock ? `${named("set", event.clock.set)} ${named("clock", event.clock.name).toLowerCase()}` : "";
  const notes = [clock, event.by ? t("timeline.by", event.by) : "", said(event), event.reason ? named("reason", event.reason) : ""];
  return el("li", { data: { look } },
    el("time", { datetime: event.at, title: event.recorded_at ? t("timeline.recorded", exact(event.recorded_at)) : null }, exact(event.at)),
    el("span", {}, named("event", event.event), " ", el("span.note", {}, notes.filter(Boolean).join(" · "))));
}

const SAID = ["comment", "text", "to", "whom", "channel", "who", "cause", "approver", "system", "reference"];

/** The words that came with it. */
function said(event) {
  const detail = event.incident?.evidence?.detail ?? {};
  const told = (detail.told ?? []).map((one) => (one.contact ? `${one.contact} (${one.channel})` : one.channel));
  const mark = /%$/.test(detail.mark ?? "") ? detail.mark : "";
  const act = detail.stopped_by ? named("event", `incident.${detail.stopped_by}`) : "";
  const why = event.reason === "pause" ? detail.reason : "";
  return [...SAID.map((name) => detail[name]), mark, act, why, ...told].filter(Boolean).join(", ");
}

const isPerson = (by) => Boolean(by) && !/^(bot|system):/.test(by);

export function drawRecent(list, incidents) {
  keyed(list, incidents, (i) => i.id, () => el("li"), (item, i) =>
    item.replaceChildren(el("b", {}, i.host || i.site || i.customer), el("span", {}, humanised(i.rule)), el("a.id", { href: `#${i.id}` }, i.id),
      el("span", {}, exact(i.resolved_at ?? i.detected_at))));
}
