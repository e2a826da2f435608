// The comparison of any two releases: of every value only the two that were asked for are shown.
"use strict";

(() => {
  const form = document.querySelector("#compare");
  const table = document.querySelector("#compare-table");
  if (!form || !table) return;
  const [from, to] = form.querySelectorAll("select");
  const count = form.querySelector("#compare-count");
  const rows = [...table.querySelectorAll("tbody tr:not(.part)")];
  const { say, word } = window.forgeWords;

  const holds = (run, place) => Number(run.dataset.first) <= place && place <= Number(run.dataset.last);

  const show = () => {
    const [before, after] = [Number(from.value), Number(to.value)];
    let changed = 0;
    for (const row of rows) {
      const runs = [...row.querySelectorAll(".runs > li")];
      const was = runs.find((run) => holds(run, before));
      const is = runs.find((run) => holds(run, after));
      row.hidden = was === is;
      changed += was === is ? 0 : 1;
      for (const run of runs) {
        run.hidden = run !== was && run !== is;
        run.className = run === was ? "was" : run === is ? "is" : "";
      }
      // The old value stands first, also where an older release is compared with.
      if (was && is && was !== is) is.before(was);
    }
    // The name of a section goes with the last of its rows.
    for (const part of table.tBodies) part.hidden = [...part.rows].every((row) => row.hidden || row.className === "part");
    table.closest("section").hidden = changed === 0;
    say(count, "compare-count", word("compare-count").replace("{number}", String(changed)));
  };

  const keep = () => {
    const made = new URL(window.location.href);
    made.searchParams.set("from", from.selectedOptions[0].textContent);
    made.searchParams.set("to", to.selectedOptions[0].textContent);
    window.history.replaceState(null, "", made);
  };

  const choose = (select, wanted, otherwise) => {
    const known = [...select.options].findIndex((option) => option.textContent === wanted);
    select.selectedIndex = known < 0 ? otherwise : known;
  };

  const asked = new URLSearchParams(window.location.search);
  choose(from, asked.get("from"), Math.max(0, from.options.length - 2));
  choose(to, asked.get("to"), to.options.length - 1);
  form.hidden = false;
  form.addEventListener("change", () => { show(); keep(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
