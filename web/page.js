// What pages do a little better with a script. All of it works without.
"use strict";

// The made address is copied at a press; without a script it is selected and copied by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const told = document.getElementById(button.dataset.told);
  button.hidden = false;
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = button.dataset.done;
    } catch {
      told.textContent = button.dataset.failed;
    }
  });
}

// A long list is narrowed while somebody types.
for (const list of document.querySelectorAll("[data-filter]")) {
  if (list.children.length < 8) continue;
  const box = document.createElement("div");
  const label = document.createElement("label");
  const field = document.createElement("input");
  box.className = "filter";
  label.textContent = list.dataset.filter;
  label.htmlFor = field.id = "filter-" + list.dataset.filterId;
  field.type = "search";
  field.autocomplete = "off";
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    for (const item of list.children) item.hidden = !item.textContent.toLocaleLowerCase().includes(wanted);
  });
  box.append(label, field);
  list.before(box);
}
