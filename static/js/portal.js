/* Comfort on every page; each part hangs on a data attribute and nothing depends on it. */

const SUGGEST_AFTER_MS = 200;
const SUGGEST_FROM_LETTERS = 2;
const WIDE = window.matchMedia("(min-width: 64em)");

for (const link of document.querySelectorAll("[data-menu]")) {
  const menu = document.getElementById(link.dataset.menu);
  const toggle = (event) => {
    event.preventDefault();
    const isOpen = menu.classList.toggle("is-open");
    link.setAttribute("aria-expanded", String(isOpen));
  };
  link.setAttribute("role", "button");
  link.setAttribute("aria-controls", menu.id);
  link.setAttribute("aria-expanded", "false");
  link.addEventListener("click", toggle);
  link.addEventListener("keydown", (event) => {
    if (event.key === " ") toggle(event);
    if (event.key === "Escape" && menu.classList.contains("is-open")) toggle(event);
  });
}

for (const box of document.querySelectorAll("[data-copy]")) {
  const button = box.querySelector("[data-copy-button]");
  const done = box.querySelector("[data-copy-done]");
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.querySelector("[data-copy-text]").textContent.trim());
    done.textContent = done.dataset.copyDone;
  });
}

for (const contents of document.querySelectorAll("[data-contents]")) {
  contents.open = WIDE.matches;
  WIDE.addEventListener("change", () => { contents.open = WIDE.matches; });
}

document.querySelector("[data-take-focus]")?.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("ul");
  list.className = "search__suggestions";
  list.id = `${field.id}-goi-y`;
  list.hidden = true;
  field.closest("form").append(list);
  let timer = 0;
  let request = null;

  const close = () => { list.hidden = true; };
  const show = (found) => {
    list.replaceChildren(...found.map(({ title, url }) => {
      const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
      const row = document.createElement("li");
      row.append(link);
      return row;
    }));
    list.hidden = found.length === 0;
  };
  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const words = field.value.trim();
    if (words.length < SUGGEST_FROM_LETTERS) return close();
    try {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: request.signal });
      if (answer.ok) show(await answer.json());
    } catch {
      close(); // the search button still works
    }
  };
  const step = (by) => {
    const links = [...list.querySelectorAll("a")];
    const next = links.indexOf(document.activeElement) + by;
    (next < 0 ? field : links[Math.min(next, links.length - 1)])?.focus();
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, SUGGEST_AFTER_MS);
  });
  field.form.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape") { close(); field.focus(); }
    if (event.key === "ArrowDown") { event.preventDefault(); step(1); }
    if (event.key === "ArrowUp") { event.preventDefault(); step(-1); }
  });
  field.form.addEventListener("focusout", (event) => {
    if (!field.form.contains(event.relatedTarget)) close();
  });
}

/* While a legal text is read: the article on top of the screen, in a line and in the contents. */
const marker = document.querySelector("[data-marker]");
const articles = [...document.querySelectorAll("[data-article]")];

if (marker && articles.length) {
  const text = marker.querySelector("span");
  const links = new Map([...document.querySelectorAll("[data-contents] a")].map((a) => [a.hash.slice(1), a]));
  const end = document.querySelector("[data-legal]");
  let current = null;

  const update = () => {
    const line = marker.offsetHeight + 8;
    const past = articles.filter((article) => article.getBoundingClientRect().top <= line);
    const reading = end.getBoundingClientRect().bottom > line ? past.at(-1) ?? null : null;
    if (reading === current) return;
    links.get(current?.id)?.removeAttribute("aria-current");
    links.get(reading?.id)?.setAttribute("aria-current", "location");
    links.get(reading?.id)?.scrollIntoView?.({ block: "nearest" });
    text.textContent = reading ? reading.dataset.article : "";
    marker.classList.toggle("is-shown", Boolean(reading));
    current = reading;
  };

  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; update(); });
  }, { passive: true });
  update();
}
