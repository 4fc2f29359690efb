"use strict";
// Filters the promises by status, operation and words. Without this script the page shows all of them.
(() => {
  const form = document.querySelector(".filters");
  const search = document.getElementById("search");
  const operation = document.getElementById("operation");
  const toggle = document.getElementById("toggle");
  const found = document.getElementById("found");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const promises = [...document.querySelectorAll(".promise")];
  const groups = [...document.querySelectorAll(".group, .reason")];
  const texts = new Map(promises.map((one) => [one, one.textContent.toLowerCase()]));

  const filter = () => {
    const statuses = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const one of promises) {
      const kept =
        statuses.has(one.dataset.status) &&
        (!operation.value || operation.value === one.dataset.operation) &&
        words.every((word) => texts.get(one).includes(word));
      one.hidden = !kept;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector(".promise:not([hidden])");
      group.open ||= words.length > 0;
    }
    const count = promises.filter((one) => !one.hidden).length;
    found.textContent = `${count} of ${promises.length} promises`;
    document.getElementById("none").hidden = count > 0;
  };

  const openNamed = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named instanceof HTMLDetailsElement) {
      for (let one = named; one !== document.body; one = one.parentElement) {
        one.hidden = false;
        one.open = true;
      }
      named.scrollIntoView();
    }
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  toggle.addEventListener("click", () => {
    const open = toggle.getAttribute("aria-pressed") !== "true";
    toggle.setAttribute("aria-pressed", String(open));
    for (const one of [...promises, ...groups]) {
      one.open = open;
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
    }
  });
  addEventListener("hashchange", openNamed);
  form.hidden = false;
  filter();
  openNamed();
})();
