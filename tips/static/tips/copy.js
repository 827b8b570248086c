// Put a button for copying beside each text that says what to copy. Without it, one click selects all.
for (const place of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tip-copy";
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.className = "tip-copied";
  button.setAttribute("aria-label", place.dataset.copyLabel);
  button.title = place.dataset.copyLabel;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.dataset.copy);
    status.textContent = place.dataset.copied;
    setTimeout(() => (status.textContent = ""), 2000);
  });
  place.append(" ", button, status);
}
