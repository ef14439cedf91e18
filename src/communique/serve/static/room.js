/* What the pages do beyond links and forms; all of them work without it. */
(() => {
  "use strict";

  // Links of the search (facets, chips, order, further pages) swap what was found, not the page.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#found .facets a, #found .chips a, #found .orders a, #found .pager a");
    const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain || !window.htmx || new URL(link.href).pathname !== location.pathname) return;
    event.preventDefault();
    const href = link.getAttribute("href");
    htmx.ajax("GET", href, { target: "#found", select: "#found", swap: "outerHTML" }).then(() => {
      history.pushState({}, "", href);
      shown = address();
      if (link.matches(".pager a")) document.getElementById("found").scrollIntoView();
      followForm();
    });
  });
  // What was swapped can't be brought back piece by piece: ask for the page again.
  // A step to a place in the same page (#main) is none of that.
  const address = () => location.pathname + location.search;
  let shown = address();
  window.addEventListener("popstate", () => {
    if (document.getElementById("found") && address() !== shown) location.reload();
  });
  document.addEventListener("htmx:pushedIntoHistory", () => { shown = address(); });

  // The form says what the address says.
  const followForm = () => {
    const query = new URLSearchParams(location.search);
    for (const field of document.querySelectorAll("form.search [name]")) {
      if (field.type === "checkbox") field.checked = query.has(field.name);
      else if (field !== document.activeElement) field.value = query.get(field.name) || "";
    }
  };
  // Empty fields do not stand in the address, nor does the place in the list of another question.
  const withoutEmpty = (event) => {
    for (const [name, value] of [...event.detail.formData.entries()]) if (!value) event.detail.formData.delete(name);
  };
  document.addEventListener("htmx:configRequest", withoutEmpty);
  document.addEventListener("htmx:afterSettle", () => closeFacets());
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "get") return;
    for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
    setTimeout(() => { for (const field of event.target.elements) field.disabled = false; });
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status >= 400) { event.detail.shouldSwap = false; location.href = event.detail.xhr.responseURL || location.href; }
  });

  // On a small screen the facets begin closed.
  const closeFacets = () => {
    const facets = document.querySelector("[data-facets]");
    if (facets && matchMedia("(max-width: 59.99rem)").matches) facets.open = false;
  };
  closeFacets();

  // An item and its words in the text light up together.
  const light = (keys, on) => {
    for (const key of keys) {
      for (const part of document.querySelectorAll(`[data-items~="${key}"]`)) part.classList.toggle("lit", on);
      document.querySelector(`[data-item="${key}"]`)?.classList.toggle("lit-item", on);
    }
  };
  const keysOf = (node) => {
    const item = node.closest?.("[data-item]");
    if (item) return [item.dataset.item];
    const part = node.closest?.("[data-items]");
    return part ? part.dataset.items.split(" ").slice(-1) : [];
  };
  for (const [on, off] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(on, (event) => light(keysOf(event.target), true));
    document.addEventListener(off, (event) => light(keysOf(event.target), false));
  }
  // A click on marked words goes to what was read in them.
  document.addEventListener("click", (event) => {
    const part = event.target.closest(".text [data-items]");
    if (!part || event.target.closest("a") || String(getSelection()).length) return;
    location.hash = part.dataset.items.split(" ").pop();
  });

  // Keys: / to the search, j and k through the lines, Enter follows the first link of the line.
  let at = -1;
  const move = (step) => {
    const lines = [...document.querySelectorAll("[data-line]")];
    if (!lines.length) return;
    lines[at]?.classList.remove("current");
    at = Math.max(0, Math.min(lines.length - 1, at + step));
    lines[at].classList.add("current");
    lines[at].scrollIntoView({ block: "nearest" });
    (lines[at].querySelector("blockquote a, .sentence a, h2 a") || lines[at].querySelector("a") || lines[at]).focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("input, textarea, select") || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "/") {
      const field = document.getElementById("text");
      if (field) { event.preventDefault(); field.focus(); field.select?.(); }
    } else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
  });

  // Copying, with the words selected where the clipboard is out of reach.
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      button.textContent = "Selected: press Ctrl+C";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2500);
  });
})();
