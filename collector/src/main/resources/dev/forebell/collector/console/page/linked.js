// The incident that a link names: #INC-ACME-2026-1, from a mail, a ticket or a card's own number.

const INCIDENT = /^#(INC-[A-Z0-9]+-\d+-\d+)$/;

/** Its id; empty: the address names none. */
export function linkedId() {
  return INCIDENT.exec(decodeURIComponent(location.hash))?.[1] ?? "";
}

/** `come(id)` now, if the address names one, and whenever it names one. */
export function onLink(come) {
  const look = () => linkedId() && come(linkedId());
  addEventListener("hashchange", look);
  look();
}

/** To where its card is, once: later redraws leave the reader where they are. */
export function showCard(list) {
  const card = list.querySelector(".card[data-linked=true]");
  if (!card) return false;
  card.tabIndex = -1;
  card.scrollIntoView({ block: "center" });
  card.focus({ preventScroll: true });
  return true;
}
