// Every sentence comes from the collector's resource bundle.

let texts = {};

export async function loadTexts() {
  const answer = await fetch("/console/texts.json");
  if (!answer.ok) throw new Error(`texts: HTTP ${answer.status}`);
  const bundle = await answer.json();
  texts = bundle.texts;
  document.documentElement.lang = bundle.language;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
}

/** What dates and numbers are written in: the reader's own regional form where it is the page's language. */
export function language() {
  const page = document.documentElement.lang;
  return navigator.languages.find((wanted) => wanted.split("-")[0] === page) ?? page;
}

export function t(key, ...values) {
  const text = texts[key];
  if (text === undefined) return key;
  return text.replace(/\{(\d)\}/g, (whole, index) => values[Number(index)] ?? "").replaceAll("''", "'");
}

/** The text of a key, or something else where the bundle has none. */
export const textOr = (key, other) => texts[key] ?? other;

/** The text of a key that data names; the data itself where the bundle has none. */
export function named(prefix, value) {
  return texts[`${prefix}.${value}`] ?? humanised(value);
}

/** `host-down` and `host_down` as people write them. */
export function humanised(name) {
  const words = String(name).replaceAll(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
