// Beside a report: pointing at a claim, or coming to it by keyboard, lights up the words that belong to it.
const text = document.querySelector("[data-text]");
const lit = [];

function light(letters) {
  for (const element of lit.splice(0)) {
    for (const name of [...element.classList]) if (name.startsWith("lit")) element.classList.remove(name);
  }
  if (!text || letters.length === 0) return;
  for (const element of text.querySelectorAll("[data-claims], [data-slots]")) {
    const names = new Set();
    const claims = (element.dataset.claims ?? "").split(" ");
    if (claims.some((letter) => letters.includes(letter))) names.add("lit-trigger");
    for (const slot of (element.dataset.slots ?? "").split(" ")) {
      const [letter, name] = slot.split(":");
      if (name && letters.includes(letter)) names.add(`lit-${name}`);
    }
    if (names.size > 0) {
      element.classList.add("lit", ...names);
      lit.push(element);
    }
  }
  for (const letter of letters) {
    const card = document.getElementById(`claim-${letter}`);
    if (card) {
      card.classList.add("lit");
      lit.push(card);
    }
  }
}

function claimsAt(target) {
  const card = target.closest?.("[data-claim]");
  if (card) return [card.dataset.claim];
  const mark = target.closest?.("[data-claims]");
  return mark ? mark.dataset.claims.split(" ") : [];
}

document.addEventListener("mouseover", (event) => light(claimsAt(event.target)));
document.addEventListener("focusin", (event) => light(claimsAt(event.target)));
document.addEventListener("focusout", () => light([]));
