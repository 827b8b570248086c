// Offer the device's own way to share, where there is one. Without it, the plain links do.
for (const button of document.querySelectorAll("[data-share]")) {
  if (navigator.share) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const { title, url } = button.dataset;
      navigator.share({ title, url }).catch(() => {}); // the reader thought better of it
    });
  }
}
