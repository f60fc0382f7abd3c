// Machines that came with the identity of another one and were kept out, until a person decides.

import { read } from "/console/collector.js";
import { el, keyed } from "/console/dom.js";
import { t } from "/console/texts.js";
import { exact } from "/console/time.js";

/** Those that may not enrol by themselves, newest first. */
export async function readStrangers() {
  return (await read("/api/v1/agents")).strangers.filter((stranger) => !stranger.may_enrol);
}

export function drawStrangers(list, strangers) {
  keyed(list, strangers, (s) => `${s.of} ${s.host_name} ${s.first_at}`, () => el("li"), (item, s) =>
    item.replaceChildren(
      el("b", {}, s.host_name), el("span", {}, t("strangers.as", s.host)), el("span", {}, exact(s.last_at)), el("span", {}, t("strangers.what", s.host))));
}
