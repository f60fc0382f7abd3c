// The host tiles and the sheet with everything a host last said.

import { el, keyed, refill } from "/console/dom.js";
import { t, named } from "/console/texts.js";
import { bytes, number } from "/console/evidence.js";
import { collectorNow, exact, roughly } from "/console/time.js";

const LINKS = ["down", "agent_lost", "suspect", "up", "away", "unknown"];
const WARNING = 0.85;
const CRITICAL = 0.95;

export const hostKey = (host) => `${host.customer}/${host.id}`;

/** Trouble first, what was never heard last, then by name. */
export function hostOrder(a, b) {
  return LINKS.indexOf(a.link) - LINKS.indexOf(b.link) || a.id.localeCompare(b.id, undefined, { numeric: true });
}

export function drawHosts(list, hosts, open) {
  keyed(list, hosts, hostKey, (host) => el("li", {}, el("button.tile", { type: "button", onclick: () => open(host) })), (item, host) => {
    const now = JSON.stringify(host);
    if (item.drawn === now) return;
    item.drawn = now;
    fill(item.firstElementChild, host);
  });
}

function fill(tile, host) {
  tile.dataset.link = host.link;
  tile.dataset.stale = String(host.link !== "up");
  tile.title = t(`link.${host.link}.why`);
  tile.replaceChildren(
    el("div.tile-head", {}, el("span.tile-name", {}, host.id), linkMark(host)),
    el("div.tile-kind", {}, [named("kind", host.kind), host.site].join(" · ")),
    el("div.meters", {},
      meter(t("value.cpu"), host.cpu, ""), meter(t("value.memory"), host.memory, ""),
      meter(t("value.disk"), host.filesystem?.utilization ?? null, host.filesystem?.mountpoint ?? "")),
    foot(host));
}

const linkMark = (host) => el("span.link", { data: { link: host.link } }, named("link", host.link));

function meter(name, share, detail) {
  const known = typeof share === "number";
  const look = !known || share < WARNING ? "" : share < CRITICAL ? "warning" : "critical";
  const percent = known ? `${Math.round(share * 100)}%` : "–";
  return el("div.meter", { data: { look }, title: [name, detail, known ? percent : t("value.none")].filter(Boolean).join(" ") },
    el("span", {}, name), el("span.track", {}, el("i", { width: known ? `${Math.min(100, share * 100)}%` : "0" })), el("b", {}, percent));
}

function foot(host) {
  const heard = host.link === "up" ? host.last_sampled_at : host.last_heard;
  const text = heard ? el("span", { data: { ago: heard, agoText: host.link === "up" ? "heard.sample" : "heard.last" } }, ago(host.link, heard)) : t("heard.never");
  return el("div.tile-foot", {}, text, host.people ? ` · ${t("people", host.people)}` : "");
}

const ago = (link, heard) => t(link === "up" ? "heard.sample" : "heard.last", roughly(collectorNow() - Date.parse(heard)));

/** Fills the sheet with one host as the collector last knew it. */
export function drawHostSheet(sheet, host, close) {
  refill(sheet,
    el("div.sheet-head", {}, el("h2", { id: "host-title" }, host.id), linkMark(host),
      el("button.quiet", { type: "button", onclick: close, data: { act: "close" } }, t("action.close"))),
    el("p", {}, t(`link.${host.link}.why`)),
    host.facts ? systemFacts(host.facts) : null,
    host.values?.length ? values(host.values) : null);
}

function systemFacts(facts) {
  const shown = [
    ["host.system", `${facts.os_description} (${facts.architecture})`], ["host.processors", String(facts.logical_cpus)],
    ["host.ram", bytes(facts.memory_bytes)], ["host.booted", exact(facts.booted_at)],
    ["host.agent", t("host.agent.version", facts.agent_version)],
  ];
  return el("dl.facts", {}, shown.map(([name, value]) => el("div", {}, el("dt", {}, t(name)), el("dd", {}, value))));
}

function values(samples) {
  return el("table", {},
    el("thead", {}, el("tr", {}, ["host.metric", "host.attributes", "host.value"].map((key) => el("th", { scope: "col" }, t(key))))),
    el("tbody", {}, samples.map((sample) => el("tr", {},
      el("td", {}, sample.metric),
      el("td.dim", {}, Object.values(sample.attributes).join(" · ")),
      el("td", {}, sample.unavailable ? t("host.unavailable", sample.unavailable) : number(sample.value, sample.metric))))));
}
