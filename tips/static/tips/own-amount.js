// Choose "own amount" when a reader types one. The form works the same without it.
for (const box of document.querySelectorAll("[data-own-amount]")) {
  const radio = box.querySelector('input[type="radio"]');
  const field = box.querySelector('input[type="text"]');
  field.addEventListener("input", () => {
    radio.checked = field.value.trim() !== "" || radio.checked;
  });
  for (const other of document.querySelectorAll(`input[name="${radio.name}"]`)) {
    other.addEventListener("change", () => {
      if (other !== radio) field.value = "";
    });
  }
}
