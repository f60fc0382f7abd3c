// Talks to the collector: questions, commands, and the live stream with its reconnects.

import { collectorSaid } from "/console/time.js";

const SILENT_AFTER = 25000;
const RETRY_MIN = 1000;
const RETRY_MAX = 10000;

export async function read(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(await detail(answer));
  return answer.json();
}

/** Every incident in these states, page by page. */
export async function readIncidents(states, most) {
  const found = [];
  let cursor = null;
  do {
    const page = await read(
      `/api/v1/incidents?limit=${Math.min(most, 500)}&state=${states}` + (cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""));
    found.push(...page.incidents);
    cursor = page.next;
  } while (cursor && found.length < most);
  return found;
}

export async function command(id, body) {
  const answer = await fetch(`/api/v1/incidents/${encodeURIComponent(id)}/commands`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await detail(answer));
  return answer.json();
}

async function detail(answer) {
  try {
    return (await answer.json()).detail;
  } catch {
    return `HTTP ${answer.status}`;
  }
}

/** Keeps a stream open for ever. `on`: live(), lost(), incident(event), host(host). */
export function follow(on) {
  let retry = RETRY_MIN;
  let lastSign = Date.now();
  let stream = null;
  let waiting = null;

  function open() {
    waiting = null;
    lastSign = Date.now();
    stream = new EventSource("/api/v1/events");
    stream.addEventListener("open", () => {
      retry = RETRY_MIN;
      lastSign = Date.now();
      on.live();
    });
    stream.addEventListener("error", lose);
    listen("time", (data) => collectorSaid(data.now));
    listen("incident", on.incident);
    listen("host", on.host);
  }

  function listen(name, take) {
    stream.addEventListener(name, (message) => {
      lastSign = Date.now();
      take(JSON.parse(message.data));
    });
  }

  function lose() {
    stream.close();
    on.lost();
    if (waiting === null) waiting = setTimeout(open, retry);
    retry = Math.min(retry * 2, RETRY_MAX);
  }

  // A half-open connection says nothing: the collector's heartbeat is missed.
  setInterval(() => {
    if (waiting === null && Date.now() - lastSign > SILENT_AFTER) lose();
  }, 2000);
  open();
}
