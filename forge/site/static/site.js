// What makes the pages more comfortable; every page is complete without it.
"use strict";

(() => {
  const root = document.body.dataset.root;
  const language = document.documentElement.lang;

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

  // Searching: the weights and the order are those of forge/index.
  const { words, forms } = window.forgeFold;
  const ORDER = ["stable", "beta", "", "development", "concept", "retired"];
  const PREFIX = 60;
  const TYPO = 40;

  const indexed = (record) => {
    const weights = new Map();
    const put = (text, weight) => {
      for (const word of words(text)) {
        for (const [form, percent] of forms(word)) {
          weights.set(form, Math.max(weights.get(form) ?? 0, weight * percent));
        }
      }
    };
    const [owner, name] = record.id.split("/");
    put(name, 10);
    put(owner, 4);
    for (const text of Object.values(record.title)) put(text, 10);
    for (const text of Object.values(record.summary)) put(text, 5);
    for (const text of Object.values(record.owner)) put(text, 4);
    for (const text of record.keywords) put(text, 7);
    for (const text of record.topics) put(text, 3);
    return weights;
  };

  const deletions = (word) => [...word].map((_, at, all) => [...all.slice(0, at), ...all.slice(at + 1)].join(""));

  const near = (word, term) => {
    if (word.length < 4 || term.length < 4 || Math.abs(word.length - term.length) > 1) return false;
    const mine = new Set([word, ...deletions(word)]);
    return [term, ...deletions(term)].some((variant) => mine.has(variant));
  };

  const scored = (word, weights, tolerant) => {
    let best = 0;
    for (const [form, percent] of forms(word)) best = Math.max(best, (weights.get(form) ?? 0) * percent);
    for (const [term, weight] of weights) {
      if (word.length > 1 && term !== word && term.startsWith(word)) best = Math.max(best, weight * PREFIX);
      else if (tolerant && near(word, term)) best = Math.max(best, weight * TYPO);
    }
    return best;
  };

  const search = (records, query) => {
    const asked = words(query).slice(0, 20);
    if (!asked.length) return [];
    for (const record of records) record.weights ??= indexed(record);
    const tolerant = asked.map((word) => !records.some((record) => scored(word, record.weights, false)));
    const hits = [];
    for (const record of records) {
      const scores = asked.map((word, at) => scored(word, record.weights, tolerant[at]));
      if (scores.every(Boolean)) hits.push({ record, score: scores.reduce((sum, one) => sum + one, 0) });
    }
    const retired = (hit) => Number(hit.record.demoted);
    return hits.sort((a, b) => retired(a) - retired(b) || b.score - a.score ||
      ORDER.indexOf(a.record.status) - ORDER.indexOf(b.record.status) ||
      (a.record.date < b.record.date ? 1 : -1)).map((hit) => hit.record);
  };

  const load = () => new Promise((resolve, reject) => {
    if (window.forgeRecords) { resolve(window.forgeRecords); return; }
    const script = document.createElement("script");
    script.src = `${root}data/records.js`;
    script.addEventListener("load", () => resolve(window.forgeRecords));
    script.addEventListener("error", reject);
    document.head.append(script);
  });

  const best = (texts, languages) => {
    for (const tag of languages) {
      const found = Object.keys(texts).find((one) => one === tag || one.split("-")[0] === tag);
      if (found) return [found, texts[found]];
    }
    return Object.entries(texts)[0] ?? ["", ""];
  };

  const put = (parent, name, [tag, text]) => {
    const node = document.createElement(name);
    node.textContent = text;
    if (tag && tag !== language) {
      node.lang = tag;
      node.dir = "auto";
    }
    parent.append(node);
    return node;
  };

  const card = (record, page) => {
    const item = document.createElement("li");
    item.className = `card hit${record.demoted ? " is-retired" : ""}`;
    const heading = put(item, "h3", ["", ""]);
    const [tag, title] = best(record.title, page.languages);
    const link = put(heading, "a", [tag, title || record.id]);
    link.href = `${root}${language}/a/${record.id}/index.html`;
    const summary = best(record.summary, page.languages);
    if (summary[1]) put(item, "p", summary);
    const meta = put(item, "p", ["", ""]);
    meta.className = "meta";
    const owner = best(record.owner, page.languages)[1] || record.id.split("/")[0];
    meta.append(`${page.word("kind", record.kind)} · ${owner} · `);
    const version = put(meta, "bdi", ["", record.version]);
    version.dir = "ltr";
    meta.append(` · ${page.day(record.date)} `);
    if (record.status) put(meta, "span", ["", page.word("status", record.status)]).className = `chip chip-${record.status}`;
    return item;
  };

  const startSearch = () => {
    const box = document.querySelector("#results");
    const input = document.querySelector("#q");
    if (!box || !input) return;
    const names = new Map([...document.querySelectorAll("#words dt")].map((term) => [term.textContent, term.nextElementSibling.textContent]));
    const page = {
      languages: box.dataset.languages.split(" "),
      day: (date) => new Intl.DateTimeFormat(box.dataset.locale, { dateStyle: "long", timeZone: "UTC", numberingSystem: "latn" }).format(new Date(date)),
      word: (group, value) => names.get(`${group}-${value}`) ?? value,
    };
    let turn = 0;
    const show = async () => {
      const query = input.value.trim();
      const mine = ++turn;
      const records = query ? await load() : [];
      if (mine !== turn) return;
      document.querySelector("#everything").hidden = Boolean(query);
      box.hidden = !query;
      const found = search(records, query);
      const template = found.length ? box.dataset.found : `${box.dataset.none} ${box.dataset.help}`;
      document.querySelector("#results-title").textContent = template.split("{query}").join(query);
      document.querySelector("#hits").replaceChildren(...found.slice(0, 60).map((record) => card(record, page)));
      const address = new URL(window.location.href);
      if (query) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      window.history.replaceState(null, "", address);
    };
    input.value = new URLSearchParams(window.location.search).get("q") ?? "";
    input.addEventListener("input", show);
    input.form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
    if (input.value) show();
  };

  addCopyButtons();
  startSearch();
})();
