// The board: keeps what is known, asks again for what changed, draws.

import { drawing, el } from "/console/dom.js";
import { loadTexts, t, humanised } from "/console/texts.js";
import { command, follow, read, readIncidents } from "/console/collector.js";
import { drawIncidents, drawRecent, order } from "/console/incidents.js";
import { onLink, showCard } from "/console/linked.js";
import { drawHosts, drawHostSheet, hostKey, hostOrder } from "/console/hosts.js";
import { tickAll } from "/console/clocks.js";
import { askPerson, person, showPerson } from "/console/person.js";
import { askReason } from "/console/resolve.js";
import { drawStrangers, readStrangers } from "/console/strangers.js";
import { collectorNow, exact, roughly } from "/console/time.js";

const LIVE_STATES = ["open", "acknowledged", "diagnosed"];
const RECENT = 8;
const MOST = 2000;
const GATHER = 120;

const $ = (id) => document.getElementById(id);
const state = { incidents: new Map(), recent: [], kept: new Map(), hosts: new Map(), strangers: [], customer: "", lostAt: null, read: false, linked: null };
const view = { linked: "", opened: new Set(), timelines: new Map(), busy: new Set(), acknowledge, resolve, toggle };
const stale = new Set();
let gathering = null;
let drawing_ = 0;
let mustShow = false;

// --- what is known ---

async function readAll() {
  try {
    const [open, recent, kept, hosts, strangers] = await Promise.all([
      readIncidents(LIVE_STATES.join(","), MOST), readIncidents("resolved,closed", RECENT), readIncidents("suppressed", MOST), read("/api/v1/hosts"), readStrangers()]);
    state.incidents = new Map(open.map((i) => [i.id, i]));
    state.recent = newest(recent.filter((i) => i.resolved_at));
    state.kept = new Map(kept.map((i) => [i.id, i]));
    state.hosts = new Map(hosts.hosts.map((h) => [hostKey(h), h]));
    state.strangers = strangers;
    state.read = true;
    view.opened.forEach(readTimeline);
    draw();
  } catch (problem) {
    toast(t("banner.failed", problem.message), true);
  }
}

const newest = (resolved) => resolved.sort((a, b) => String(b.resolved_at).localeCompare(String(a.resolved_at))).slice(0, RECENT);

/** An event tells which incident changed; the incident itself is read once for a burst of events. */
function incidentChanged(event) {
  if (event.event === "incident.promoted" || (event.event === "incident.opened" && event.incident.emergency)) announce(event.incident);
  stale.add(event.incident.id);
  gathering ??= setTimeout(readStale, GATHER);
}

async function readStale() {
  gathering = null;
  const ids = [...stale];
  stale.clear();
  if (ids.length > 20) return readAll();
  await Promise.all(ids.map(async (id) => {
    try {
      take(await read(`/api/v1/incidents/${encodeURIComponent(id)}`));
    } catch (problem) {
      toast(t("banner.failed", problem.message), true);
    }
  }));
  draw();
}

function take(incident) {
  const { timeline, ...rest } = incident;
  if (rest.id === view.linked) state.linked = rest;
  if (timeline) view.timelines.set(incident.id, { events: timeline });
  state.recent = state.recent.filter((i) => i.id !== rest.id);
  state.kept.delete(rest.id);
  if (LIVE_STATES.includes(rest.state)) state.incidents.set(rest.id, rest);
  else {
    state.incidents.delete(rest.id);
    if (rest.state === "suppressed") state.kept.set(rest.id, rest);
    else if (rest.resolved_at) state.recent = newest([rest, ...state.recent]);
  }
}

/** No event tells of them: they are no hosts. */
async function strangersMayHaveCome() {
  if (state.lostAt) return;
  try {
    state.strangers = await readStrangers();
    draw();
  } catch (problem) {
    toast(t("banner.failed", problem.message), true);
  }
}

function hostChanged(host) {
  state.hosts.set(hostKey(host), host);
  draw();
}

// --- what a person does ---

async function acknowledge(incident) {
  const by = person() || (await askPerson());
  if (by) await act(incident, { command: "acknowledge", by }, "done.acknowledged");
}

async function resolve(incident) {
  const by = person() || (await askPerson());
  const reason = by && (await askReason(incident));
  if (reason) await act(incident, { command: "resolve", by, reason }, "done.resolved");
}

async function act(incident, what, done) {
  view.busy.add(incident.id);
  draw();
  try {
    take(await command(incident.id, what));
    toast(t(done, incident.id));
  } catch (problem) {
    toast(t("failed", problem.message), true);
  } finally {
    view.busy.delete(incident.id);
    draw();
  }
}

function toggle(incident) {
  if (view.opened.delete(incident.id)) return draw();
  view.opened.add(incident.id);
  readTimeline(incident.id);
  draw();
}

/** Also one that is over: whoever follows a link from an old mail sees what became of it. */
async function openLinked(id) {
  try {
    const incident = await read(`/api/v1/incidents/${encodeURIComponent(id)}`);
    Object.assign(view, { linked: id });
    view.opened.add(id);
    take(incident);
    if (state.customer !== incident.customer) state.customer = "";
    mustShow = true;
    draw();
  } catch (problem) {
    toast(t("linked.failed", id, problem.message), true);
  }
}

async function readTimeline(id) {
  try {
    view.timelines.set(id, { events: (await read(`/api/v1/incidents/${encodeURIComponent(id)}`)).timeline });
  } catch (problem) {
    view.timelines.set(id, { failed: problem.message });
  }
  draw();
}

async function openHost(host) {
  const dialog = $("host-dialog");
  drawHostSheet($("host-sheet"), host, () => dialog.close());
  dialog.showModal();
  try {
    const full = await read(`/api/v1/hosts/${encodeURIComponent(host.id)}?customer=${encodeURIComponent(host.customer)}`);
    drawHostSheet($("host-sheet"), full, () => dialog.close());
  } catch (problem) {
    toast(t("failed", problem.message), true);
  }
}

// --- what is shown ---

function draw() {
  if (!drawing_) drawing_ = requestAnimationFrame(() => {
    drawing_ = 0;
    drawNow();
  });
}

function drawNow() {
  const mine = (thing) => !state.customer || thing.customer === state.customer;
  const incidents = [...state.incidents.values()].filter(mine).sort(order);
  const hosts = [...state.hosts.values()].filter(mine).sort(hostOrder);
  drawCustomers();
  drawTally(incidents, hosts);
  const over = state.linked && !state.incidents.has(state.linked.id) ? [state.linked].filter(mine) : [];
  drawIncidents($("incidents"), [...over, ...incidents], view);
  if (mustShow) mustShow = !showCard($("incidents"));
  drawHosts($("hosts"), hosts, openHost);
  const recent = state.recent.filter(mine);
  $("recent-block").hidden = recent.length === 0;
  drawRecent($("recent"), recent);
  const kept = [...state.kept.values()].filter(mine).sort(order);
  $("kept-block").hidden = kept.length === 0;
  drawRecent($("kept"), kept);
  const shown = new Set(hosts.map((h) => h.id));
  const strangers = state.strangers.filter((s) => !state.customer || shown.has(s.host));
  $("strangers-block").hidden = strangers.length === 0;
  drawStrangers($("strangers"), strangers);
  drawEmpty(incidents, hosts);
  for (const id of ["incidents", "hosts"]) $(id).setAttribute("aria-busy", String(!state.read));
}

function drawTally(incidents, hosts) {
  const emergencies = incidents.filter((i) => i.emergency).length;
  const open = incidents.filter((i) => i.state === "open").length;
  const up = hosts.filter((h) => h.link === "up").length;
  const tallies = [
    ["emergencies", emergencies, emergencies ? "hot" : ""], ["open", open, open ? "warm" : ""],
    ["acknowledged", incidents.length - open, ""], ["hosts", `${up}/${hosts.length}`, up < hosts.length ? "warm" : ""]];
  $("tally").replaceChildren(...tallies.map(([name, value, look]) =>
    el(look ? `div.${look}` : "div", {}, el("dt", {}, t(`tally.${name}`)), el("dd", {}, String(value)))));
  $("incidents-count").textContent = incidents.length || "";
  $("hosts-count").textContent = hosts.length ? t("hosts.count", up, hosts.length) : "";
  document.title = emergencies ? `(${emergencies}!) ${t("title")}` : open ? `(${open}) ${t("title")}` : t("title");
  const icon = emergencies ? "/console/icon-alarm.svg" : "/console/icon.svg";
  if ($("icon").getAttribute("href") !== icon) $("icon").setAttribute("href", icon);
}

function drawEmpty(incidents, hosts) {
  const noIncident = $("incidents-empty");
  noIncident.hidden = !state.read || incidents.length > 0;
  const heard = hosts.filter((host) => host.link !== "unknown").length;
  const quiet = heard > 0;
  const watched = quiet ? t("incidents.empty.watched", heard, hosts.length) : t("incidents.empty.nothing");
  noIncident.replaceChildren(
    quiet ? drawing("M20 6 9 17l-5-5") : "", el("h3", {}, t(quiet ? "incidents.empty.title" : "incidents.empty.deaf")), el("p", {}, t("incidents.empty.text", watched)));
  const noHost = $("hosts-empty");
  noHost.hidden = !state.read || hosts.length > 0;
  noHost.replaceChildren(el("h3", {}, t("hosts.empty.title")), el("p", {}, t("hosts.empty.text")));
}

function drawCustomers() {
  const names = [...new Set([...state.hosts.values(), ...state.incidents.values()].map((thing) => thing.customer))].sort();
  const select = $("customer");
  $("customer-pick").hidden = names.length < 2;
  const wanted = ["", ...names];
  if (JSON.stringify([...select.options].map((o) => o.value)) === JSON.stringify(wanted)) return;
  select.replaceChildren(...wanted.map((name) => el("option", { value: name, selected: name === state.customer }, name || t("customer.all"))));
}

function drawLine(name) {
  $("line").dataset.state = name;
  $("line").textContent = t(`line.${name}`);
  document.body.classList.toggle("lost", name === "lost");
  $("banner").hidden = name !== "lost";
  if (name === "lost") $("banner").textContent = t("banner.lost", exact(state.lostAt));
}

function tick() {
  tickAll($("incidents"));
  for (const node of document.querySelectorAll("[data-since]")) node.textContent = roughly(collectorNow() - Date.parse(node.dataset.since));
  for (const node of document.querySelectorAll("[data-ago]"))
    node.textContent = t(node.dataset.agoText, roughly(collectorNow() - Date.parse(node.dataset.ago)));
}

function toast(text, bad = false) {
  const node = el(bad ? "div.toast.bad" : "div.toast", {}, text);
  $("toasts").append(node);
  setTimeout(() => node.remove(), bad ? 9000 : 4000);
}

function announce(incident) {
  $("announcer").textContent = t("announce.emergency", humanised(incident.rule), incident.host || incident.site || incident.customer);
}

async function start() {
  await loadTexts();
  showPerson();
  drawLine("connecting");
  const settings = await read("/console/settings.json");
  if (settings.demo_desk) {
    $("desk").href = settings.demo_desk;
    $("desk").hidden = false;
  }
  $("customer").addEventListener("change", (event) => {
    state.customer = event.target.value;
    draw();
  });
  follow({
    live() {
      state.lostAt = null;
      drawLine("live");
      readAll();
    },
    lost() {
      state.lostAt ??= new Date(collectorNow()).toISOString();
      drawLine("lost");
    },
    incident: incidentChanged,
    host: hostChanged,
  });
  onLink(openLinked);
  setInterval(tick, 500);
  setInterval(strangersMayHaveCome, 30000);
}

start();
