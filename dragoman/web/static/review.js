// Keys for the review page: s same, d different, l later. Without this script the buttons do the same.
const form = document.getElementById("judge");

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (!form || typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const choice = form.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!choice) return;
  event.preventDefault();
  choice.click();
});

for (const choice of form?.querySelectorAll("[data-key]") ?? []) {
  const key = document.createElement("kbd");
  key.textContent = choice.dataset.key;
  key.setAttribute("aria-hidden", "true");
  choice.append(" ", key);
  choice.setAttribute("aria-keyshortcuts", choice.dataset.key);
}
