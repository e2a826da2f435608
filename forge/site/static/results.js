// The page of results: what is typed and chosen, its hits, and the whole state in the address.
"use strict";

(() => {
  const box = document.querySelector("#results");
  const input = document.querySelector("#q");
  if (!box || !input) return;
  const { search, facets, record, marks } = window.forgeSearch;
  const { has, word, language: spoken, say } = window.forgeWords;
  const root = document.body.dataset.root;
  const language = document.documentElement.lang;
  const languages = box.dataset.languages.split(" ");
  const [FIRST, MORE, SHOWN_VALUES] = [10, 20, 8];
  // The name of one word of a closed list, with its language.
  const named = (group, value) => {
    const key = `${group}-${value}`;
    return has(key) ? [spoken(key), word(key)] : ["", value];
  };
  const find = (id) => document.querySelector(`#${id}`);
  const hits = find("hits");
  const filters = {};
  let shown = FIRST;
  let turn = 0;

  const best = (texts) => {
    for (const tag of languages) {
      const found = Object.keys(texts).find((one) => one === tag || one.split("-")[0] === tag);
      if (found) return [found, texts[found]];
    }
    return Object.entries(texts)[0] ?? ["", ""];
  };

  const put = (parent, name, [tag, text], query = "") => {
    const node = document.createElement(name);
    for (const [part, isHit] of query ? marks(text, query) : [[text, false]]) {
      if (isHit) node.append(Object.assign(document.createElement("mark"), { textContent: part }));
      else node.append(part);
    }
    if (tag && tag !== language) {
      node.lang = tag;
      node.dir = "auto";
    }
    parent.append(node);
    return node;
  };

  // The day as the pages write it: the browser may not know the language.
  const day = (date) => {
    const [year, month, number] = date.split("-").map(Number);
    const pattern = word(`pattern-${month}`);
    if (!pattern || !number) return date;
    return pattern.replace("22", number === 1 ? word("pattern-first") : number).replace("2000", year);
  };

  const figure = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, word("pattern-group"));

  const link = (parent, id, text, query) => {
    const node = put(parent, "a", text, query);
    node.href = `${root}${language}/a/${id}/index.html`;
    return node;
  };

  const card = (found, query, isNear) => {
    const item = document.createElement("li");
    item.className = `card hit${found.demoted ? " is-retired" : ""}${isNear ? " is-near" : ""}`;
    const [tag, title] = best(found.title);
    link(put(item, "h3", ["", ""]), found.id, [tag, title || found.id], query);
    const summary = best(found.summary);
    if (summary[1]) put(item, "p", summary, query);
    const meta = put(item, "p", ["", ""]);
    meta.className = "meta";
    const owner = best(found.owner);
    put(meta, "span", named("kind", found.kind));
    meta.append("\u00a0· ");
    put(meta, "span", owner[1] ? owner : ["", found.id.split("/")[0]]);
    meta.append("\u00a0· ");
    put(meta, "bdi", ["", found.version]).dir = "ltr";
    meta.append(`\u00a0· ${day(found.date)} `);
    if (found.status) put(meta, "span", named("status", found.status)).className = `chip chip-${found.status}`;
    for (const mark of found.marks ?? []) {
      meta.append(" ");
      put(meta, "span", named("mark", mark)).className = "chip chip-mark";
    }
    if (found.successor) {
      const next = put(item, "p", ["", ""]);
      say(put(next, "span", ["", ""]), "search-successor");
      next.append(" ");
      if (/^[a-z0-9-]+\/[a-z0-9-]+$/.test(found.successor)) link(next, found.successor, ["", found.successor]);
      else put(next, "bdi", ["", found.successor]);
    }
    return item;
  };

  const address = (query) => {
    const made = new URL(window.location.href);
    made.search = "";
    if (query) made.searchParams.set("q", query);
    for (const [name, value] of Object.entries(filters)) if (value) made.searchParams.set(name, value);
    return made;
  };

  // Another language shows the same search.
  const keepInLanguages = () => {
    for (const other of document.querySelectorAll(".languages a")) other.search = window.location.search;
  };

  const button = (text, act, key = "") => {
    const made = document.createElement("button");
    made.type = "button";
    if (key) say(made, key);
    else made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  const showHits = async (query, found, mine) => {
    const wanted = found.hits.slice(0, shown);
    const records = await Promise.all(wanted.map((hit) => record(hit.place)));
    if (mine !== turn) return;
    const items = [];
    wanted.forEach((hit, at) => {
      if (hit.near && !wanted[at - 1]?.near) {
        const heading = say(document.createElement("li"), "search-near");
        heading.className = "near-title";
        items.push(heading);
      }
      items.push(card(records[at], query, hit.near));
    });
    hits.replaceChildren(...items);
    const more = find("more");
    more?.replaceChildren(...(found.hits.length > shown
      ? [button("", () => { shown += MORE; show(); }, "search-more")] : []));
  };

  const showSuggestion = ({ suggestion, hits: found }) => {
    const place = find("suggestion");
    if (!place) return;
    say(place, "search-suggestion", "");
    if (!suggestion) {
      if (!found.length) say(place, "search-none-help");
      return;
    }
    const [before, after] = word("search-suggestion").split("{query}");
    place.append(before, button(suggestion, () => { input.value = suggestion; restart(); }), after ?? "");
  };

  const valueName = (name, value, known) => {
    const own = Object.hasOwn(known, value) ? best(known[value]) : ["", ""];
    return own[1] ? own : named(name, value);
  };

  // What is chosen stands above the hits, each with the way out.
  const namesOf = {};
  const showChosen = () => {
    const place = find("chosen");
    const chosen = Object.entries(filters).filter(([, value]) => value);
    const items = chosen.map(([name, value]) => {
      const item = document.createElement("li");
      const out = button("", () => { filters[name] = ""; restart(); });
      const [, shownName] = valueName(name, value, namesOf[name] ?? {});
      put(out, "span", named("facet", name));
      out.append(language === "fr" ? "\u00a0: " : ": ");
      put(out, "bdi", valueName(name, value, namesOf[name] ?? {}));
      out.append(" \u00d7");
      out.title = word("search-remove").replace("{name}", shownName);
      item.append(out);
      return item;
    });
    if (items.length > 1) {
      const item = document.createElement("li");
      item.append(button("", () => { for (const name of Object.keys(filters)) filters[name] = ""; restart(); }, "search-clear"));
      items.push(item);
    }
    place?.replaceChildren(...items);
  };

  const facet = (name, { counts, names: known }) => {
    const part = document.createElement("fieldset");
    put(part, "legend", named("facet", name));
    const list = document.createElement("ul");
    const add = ([value, count]) => {
      const chosen = filters[name]?.toLowerCase() === value.toLowerCase();
      const item = document.createElement("li");
      const choice = button("", () => {
        filters[name] = chosen ? "" : value;
        restart();
      });
      put(choice, "bdi", valueName(name, value, known));
      choice.append(" ");
      put(choice, "span", ["", figure(count)]).className = "count";
      choice.dataset.value = value;
      choice.setAttribute("aria-pressed", String(chosen));
      item.append(choice);
      list.append(item);
    };
    counts.slice(0, SHOWN_VALUES).forEach(add);
    part.append(list);
    const rest = counts.slice(SHOWN_VALUES);
    if (rest.length) {
      const more = button("", () => { rest.forEach(add); more.remove(); }, "search-more");
      part.append(more);
    }
    part.dataset.facet = name;
    return part;
  };

  const showFacets = async (query, mine) => {
    const place = find("facets");
    if (!place || !find("filters").open) return;
    const made = await facets(query, filters);
    if (mine !== turn) return;
    for (const [name, { names }] of Object.entries(made)) namesOf[name] = names;
    showChosen();
    const focused = document.activeElement?.closest?.("[data-facet]")?.dataset.facet;
    const value = document.activeElement?.dataset?.value;
    place.replaceChildren(...Object.entries(made)
      .filter(([, { counts }]) => counts.length).map(([name, found]) => facet(name, found)));
    // The choice that was just made keeps the focus, though it was drawn anew.
    if (focused) place.querySelector(`[data-facet="${focused}"] [data-value="${window.CSS.escape(value ?? "")}"]`)?.focus();
  };

  const showTitle = (query, found, exact) => {
    const key = !exact ? "search-none" : query ? "search-results-for" : "algorithms";
    // Isolated: a word from left to right would take the marks and the number around it along.
    const text = word(key).split("{query}").join(`\u2068${query}\u2069`);
    if (!exact) {
      say(find("results-title"), key, text);
      return;
    }
    const total = figure(found.total);
    const told = found.atLeast ? word("search-at-least").replace("{number}", total) : total;
    say(find("results-title"), key, `${text} (${told})`);
  };

  const show = async () => {
    const query = input.value.trim();
    const mine = ++turn;
    const asks = query || Object.values(filters).some(Boolean);
    find("everything").hidden = Boolean(asks);
    box.hidden = !asks;
    window.history.replaceState(null, "", address(query));
    keepInLanguages();
    showChosen();
    showFacets(query, mine).catch(() => {});
    if (!asks) return;
    try {
      const found = await search(query, filters, shown + 1);
      if (mine !== turn) return;
      const exact = found.hits.length && !found.hits[0].near;
      showTitle(query, found, exact);
      await showHits(query, found, mine);
      showSuggestion(found);
      box.dataset.shown = query;
    } catch {
      say(find("results-title"), "search-error");
    }
  };

  const restart = () => {
    shown = FIRST;
    show();
  };

  const step = (by) => {
    const links = [...hits.querySelectorAll("h3 a")];
    const at = links.indexOf(document.activeElement) + by;
    if (at < 0) input.focus();
    else links[Math.min(at, links.length - 1)]?.focus();
  };

  const keys = (event) => {
    const typing = document.activeElement === input;
    const inHits = hits.contains(document.activeElement);
    if (event.key === "/" && !event.target.closest("input, textarea, select")) input.focus();
    else if (event.key === "ArrowDown" && (typing || inHits)) step(1);
    else if (event.key === "ArrowUp" && inHits) step(-1);
    else if (event.key === "Escape" && typing) { input.value = ""; restart(); }
    else return;
    event.preventDefault();
  };

  const state = new URLSearchParams(window.location.search);
  input.value = state.get("q") ?? "";
  for (const [name, value] of state) if (name !== "q" && has(`facet-${name}`)) filters[name] = value;
  input.addEventListener("input", restart);
  input.form.addEventListener("submit", (event) => { event.preventDefault(); restart(); });
  find("filters")?.addEventListener("toggle", () => showFacets(input.value.trim(), turn).catch(() => {}));
  document.addEventListener("keydown", keys);
  if (Object.keys(filters).length && find("filters")) find("filters").open = true;
  if (input.value || Object.keys(filters).length) show();
})();
