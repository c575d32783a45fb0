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
