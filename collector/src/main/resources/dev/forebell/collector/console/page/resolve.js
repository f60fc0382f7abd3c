// What was done: asked before an incident is resolved, for the record and for its tickets.

import { t } from "/console/texts.js";

const dialog = document.getElementById("resolve-dialog");
const input = document.getElementById("resolve-input");

/** Resolves with the reason, or with "" if the person would rather not. */
export function askReason(incident) {
  document.getElementById("resolve-title").textContent = t("resolve.title", incident.id);
  input.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok" ? input.value.trim() : ""), { once: true });
  });
}

document.getElementById("resolve-cancel").addEventListener("click", () => dialog.close(""));
