/* Finds the number of a form's proof of work while the form is filled in; a form sent without it is looked at by a person. */

const BATCH = 250;
const letters = new TextEncoder();

const solve = async ({ token, target, work }) => {
  const wanted = Uint8Array.from(target.match(/../g), (pair) => parseInt(pair, 16));
  const isWanted = (hash) => {
    const bytes = new Uint8Array(hash);
    return wanted.every((byte, index) => byte === bytes[index]);
  };
  for (let first = 0; first < Number(work); first += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, step) => first + step);
    const digests = numbers.map((number) => crypto.subtle.digest("SHA-256", letters.encode(`${token}.${number}`)));
    const found = (await Promise.all(digests)).findIndex(isWanted);
    if (found >= 0) return String(first + found);
  }
  return "";
};

for (const box of document.querySelectorAll("[data-proof]")) {
  const form = box.closest("form");
  const state = box.querySelector("[data-proof-state]");
  let work = null;
  let isDone = !globalThis.crypto?.subtle;

  const start = () => {
    work ??= solve(box.dataset)
      .then((number) => { box.querySelector("[data-proof-number]").value = number; })
      .catch(() => {}) // then a person looks at it
      .finally(() => { isDone = true; });
    return work;
  };
  form.addEventListener("focusin", start, { once: true });
  form.addEventListener("submit", async (event) => {
    if (isDone) return;
    event.preventDefault();
    if (state.textContent) return;
    state.textContent = box.dataset.busy;
    await start();
    state.textContent = "";
    form.requestSubmit(event.submitter);
  });
}
