// SLA clocks: one chip each; running ones are counted down once a second.

import { el } from "/console/dom.js";
import { t, named } from "/console/texts.js";
import { collectorNow, countdown, moment } from "/console/time.js";

const WARNING_SHARE = 0.8;
const running = (clock) => !clock.outcome || (clock.outcome === "breached" && !clock.stopped_at);

/** Running ones first, the nearest deadline first. */
export function inOrder(clocks) {
  return [...clocks].sort((a, b) =>
    Number(running(b)) - Number(running(a)) || String(a.deadline).localeCompare(String(b.deadline)));
}

export function chip(clock) {
  const time = el("div.time");
  const bar = el("i");
  const node = el(
    "div.clock",
    {
      role: "listitem",
      title:
        t("clock.detail", clock.target ?? "", clock.anchor, clock.calendar, moment(clock.deadline)) +
        (clock.flagged ? `. ${t("clock.flagged")}` : ""),
    },
    el("div.name", {}, el("span", {}, named("clock", clock.name)), el("span", {}, named("set", clock.set))),
    time,
    el("div.bar", {}, bar),
  );
  node.tick = () => draw(node, time, bar, clock);
  node.tick();
  return node;
}

function draw(node, time, bar, clock) {
  const shown = reading(clock, collectorNow());
  node.dataset.look = shown.look;
  time.replaceChildren(shown.text, el("small", {}, ` ${shown.note}`));
  bar.style.width = `${Math.round(shown.share * 100)}%`;
}

function reading(clock, now) {
  if (!running(clock)) return ended(clock);
  const at = clock.paused_since ? Date.parse(clock.paused_since) : now;
  const deadline = Date.parse(clock.deadline);
  const left = deadline - at;
  const whole = clock.started_at ? deadline - Date.parse(clock.started_at) : 0;
  const share = whole > 0 ? Math.min(1, Math.max(0, 1 - left / whole)) : left > 0 ? 0 : 1;
  if (left <= 0) return { look: "breached", text: `+${countdown(left)}`, note: t("clock.over"), share: 1 };
  if (clock.paused_since) return { look: "paused", text: countdown(left), note: t("clock.paused"), share };
  return { look: share >= WARNING_SHARE ? "warning" : "running", text: countdown(left), note: note(clock, left), share };
}

const note = (clock, left) =>
  (left > 3600000 ? t("clock.due", moment(clock.deadline)) : t("clock.left")) + (clock.flagged ? " ?" : "");

function ended(clock) {
  const look = { met: "met", breached: "breached" }[clock.outcome] ?? "quiet";
  return { look, text: named("outcome", clock.outcome), note: "", share: 1 };
}

/** Counts every clock on the page on. */
export function tickAll(root) {
  for (const node of root.querySelectorAll(".clock")) node.tick();
}
