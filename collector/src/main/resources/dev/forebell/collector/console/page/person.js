// Who sits here: asked once, kept in this browser, sent with every command.

import { t } from "/console/texts.js";

const KEY = "forebell.person";
const dialog = document.getElementById("name-dialog");
const input = document.getElementById("name-input");
const button = document.getElementById("person");

export const person = () => localStorage.getItem(KEY) ?? "";

export function showPerson() {
  button.textContent = person() ? t("person.named", person()) : t("person.none");
}

/** Resolves with the name, or with "" if the person would rather not. */
export function askPerson() {
  input.value = person();
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok" ? keep(input.value.trim()) : ""), { once: true });
  });
}

function keep(name) {
  if (name) localStorage.setItem(KEY, name);
  showPerson();
  return name;
}

document.getElementById("name-cancel").addEventListener("click", () => dialog.close(""));
button.addEventListener("click", askPerson);
