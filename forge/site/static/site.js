// What makes the pages more comfortable; every page is complete without it.
"use strict";

(() => {
  // The texts that scripts show, each with the language that it is in.
  const words = new Map([...document.querySelectorAll("#words dt")]
    .map((term) => [term.textContent, term.nextElementSibling]));
  const word = (key) => words.get(key)?.textContent ?? "";
  const language = (key) => words.get(key)?.lang || document.documentElement.lang;

  const say = (node, key, text = word(key)) => {
    node.textContent = text;
    if (language(key) !== document.documentElement.lang) {
      node.lang = language(key);
      node.dir = "auto";
    }
    return node;
  };

  window.forgeWords = { has: (key) => words.has(key), word, language, say };

  // Copying, where the browser allows it.
  const addCopyButtons = () => {
    if (!navigator.clipboard) return;
    for (const figure of document.querySelectorAll(".command")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      say(button, "copy");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(figure.querySelector("code").textContent);
        say(button, "copied");
      });
      figure.append(button);
    }
  };

  // A contents list that opened over the page closes when somebody goes where it leads.
  document.addEventListener("click", (event) => {
    event.target.closest("[popover] a[href^='#']")?.closest("[popover]").hidePopover();
  });

  // A part that is closed opens for those who go there, and for a printer.
  const openTarget = () => {
    const part = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (part?.matches("details")) part.open = true;
  };
  window.addEventListener("hashchange", openTarget);
  openTarget();
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details")) part.open = true;
  });

  addCopyButtons();
})();
