// Offer to load a player in the place of its card. Before the click nothing is asked of its provider.
for (const card of document.querySelectorAll("[data-embed]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button embed-button";
  button.textContent = card.dataset.embedButton;
  const consent = document.createElement("p");
  consent.className = "embed-consent";
  consent.textContent = card.dataset.embedConsent;
  consent.id = `embed-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  button.setAttribute("aria-describedby", consent.id);
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.title = card.dataset.embedTitle;
    frame.allow = "fullscreen";
    // YouTube plays nothing for pages that don't say who they are; it learns the site, not the page.
    frame.referrerPolicy = "strict-origin";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
    frame.src = card.dataset.embed;
    frame.className = "embed-frame";
    card.prepend(frame);
    button.remove();
    consent.remove();
    frame.tabIndex = -1;
    frame.focus();
  });
  card.append(button, consent);
}
