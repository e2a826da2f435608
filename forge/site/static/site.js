// What makes the pages more comfortable; every page is complete without it.
"use strict";

(() => {
  // Copying, where the browser allows it.
  const addCopyButtons = () => {
    if (!navigator.clipboard) return;
    for (const figure of document.querySelectorAll(".command")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = document.body.dataset.copy;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(figure.querySelector("code").textContent);
        button.textContent = document.body.dataset.copied;
      });
      figure.append(button);
    }
  };

  addCopyButtons();
})();
