/* Keys for judging: y and n decide the current candidate, w says why, o opens its undertaking. */
(() => {
  "use strict";
  const lines = [...document.querySelectorAll(".candidate")];
  const current = () => document.querySelector(".candidate.current") || lines[0];
  const place = "communique-judging";

  // After a decision the page comes again without that candidate: go on at the same place.
  const kept = sessionStorage.getItem(place);
  if (kept !== null && new URLSearchParams(location.search).has("judged")) {
    sessionStorage.removeItem(place);
    const at = Math.min(Number(kept), lines.length - 1);
    document.addEventListener("DOMContentLoaded", () => {  // room.js hears the keys from then on
      for (let step = 0; step <= at; step += 1) {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
      }
    });
  }
  for (const form of document.querySelectorAll("form.judge")) {
    form.addEventListener("submit", () => {
      const at = lines.indexOf(form.closest(".candidate"));
      if (at >= 0) sessionStorage.setItem(place, String(at));
    });
  }

  // A name that is given once stands in every form.
  const names = [...document.querySelectorAll("form.judge [name=person]")];
  for (const field of names) {
    field.addEventListener("input", () => { for (const other of names) other.value = field.value; });
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, textarea, select");
    const line = current();
    if (event.key === "Escape" && typing) { event.target.blur(); return; }
    if (typing || !line || event.metaKey || event.ctrlKey || event.altKey) return;
    const form = line.querySelector("form.judge");
    if (event.key === "y" || event.key === "n") {
      event.preventDefault();
      form.requestSubmit(form.querySelector(`button[value=${event.key === "y" ? "yes" : "no"}]`));
    } else if (event.key === "w") {
      event.preventDefault();
      form.querySelector("[name=why]").focus();
    } else if (event.key === "o") {
      location.href = line.querySelector("blockquote a").href;
    }
  });
})();
