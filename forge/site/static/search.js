// The search: the steps of forge/index/matching.py, over lists of which the best are read first. A test
// compares its answers with the library's.
"use strict";

window.forgeSearch = (() => {
  const { words, forms, looseForms, near } = window.forgeFold;
  const { take, open, rank, postings, besides, order, completions, guesses, surface, record, column, commonest } = window.forgeLists;
  const { wordOf, found } = window.forgeRanking;
  const FEW = 10;
  const [PREFIX, TYPO] = [60, 40];
  const [SHORTEST_PREFIX, MOST_WORDS] = [3, 20];
  // Nobody sees more hits than this at once.
  const [MOST_HITS, REMEMBERED] = [200, 60];

  // One word of the query: the lists of its spellings, each with its share of the weight.
  const spelled = async (index, pairs) => Promise.all(
    pairs.map(async ([form, percent]) => ({ percent, list: await postings(index, form) })));

  // With a common word its list brings what that of its stem has besides.
  const asWritten = async (index, typed) => {
    const rest = await besides(index, typed[0][0]);
    if (!rest) return spelled(index, typed);
    return [...await spelled(index, [typed[0]]), { percent: typed[1][1], list: rest }];
  };

  const begun = async (index, beginning) =>
    spelled(index, (await completions(index, beginning)).map((term) => [term, PREFIX]));

  const strictly = async (index, word, isLast) => {
    const typed = forms(word);
    const found = await Promise.all([asWritten(index, typed), isLast ? begun(index, typed[0][0]) : []]);
    return found.flat();
  };

  const loosely = async (index, word) => {
    const meant = await guesses(index, word);
    return spelled(index, [...looseForms(word), ...meant.map((term) => [term, TYPO])]);
  };

  // What was just typed is asked for again with the next key.
  const remembered = new Map();
  const once = async (key, make) => {
    if (!remembered.has(key)) {
      if (remembered.size > REMEMBERED) remembered.clear();
      remembered.set(key, wordOf(await make()));
    }
    return remembered.get(key);
  };

  const asTyped = (index, word, isLast) => once(`${word} ${isLast}`, () => strictly(index, word, isLast));

  const asMeant = (index, word, isLast) => once(`${word} ${isLast} nearly`, async () =>
    [...(await asTyped(index, word, isLast)).spellings, ...await loosely(index, word)]);

  // Whatever has a spelling of the only word matches it.
  const common = (words) => (words.length > 1 ? []
    : words[0].spellings.map(({ list }) => list.groups.reduce((sum, { count }) => sum + count, 0)));

  const nearly = async (index, words, asked, exact) => {
    const all = words.length;
    const near = await found(index, words, { least: all, limit: all }, asked, exact.places ?? exact.top);
    if (exact.count || near.met >= FEW || all === 1) return near;
    const others = await found(index, words, { least: all - 1, limit: all - 1 }, asked, near.places ?? near.top);
    return {
      top: [...near.top, ...others.top], count: near.count + others.count, all: others.all,
      places: others.places && [...near.places ?? near.top, ...others.places],
    };
  };

  const find = async (index, query, allowed, shown, all) => {
    const asked = { shown: shown && Math.max(shown, FEW), allowed, all };
    const last = query.length - 1;
    const strict = await Promise.all(query.map((word, at) => asTyped(index, word, at === last)));
    const there = strict.map(({ groups }) => groups.length > 0);
    const exact = await found(index, strict, { least: strict.length, limit: strict.length }, asked);
    const hits = exact.top.map((place) => ({ place, near: false }));
    if (exact.count >= FEW) {
      const total = exact.all ? exact.count : Math.max(exact.count, ...common(strict));
      return { hits, total, atLeast: !exact.all, counted: exact.places, there };
    }
    const loose = await Promise.all(query.map((word, at) => asMeant(index, word, at === last)));
    const near = await nearly(index, loose, asked, exact);
    const others = near.top.slice(0, Math.max(0, asked.shown - hits.length)).map((place) => ({ place, near: true }));
    const counted = exact.count ? exact : near;
    return { hits: [...hits, ...others], total: counted.count, atLeast: !counted.all, counted: counted.places, there };
  };

  const permission = async (filters) => {
    const tests = await Promise.all(Object.entries(filters).filter(([, value]) => value)
      .map(async ([name, value]) => {
        const { values, codes } = await column(name);
        const fits = values.map((all) => all.some((one) => one.toLowerCase() === value.toLowerCase()));
        return (place) => fits[codes[place]];
      }));
    return tests.length ? (place) => tests.every((test) => test(place)) : null;
  };

  const everything = async (index, allowed) => {
    await order(index);
    index.places ??= [...Array(index.slots).keys()].filter((place) => index.codes[place] >= 0)
      .sort((a, b) => rank(index, a) - rank(index, b));
    return allowed ? index.places.filter(allowed) : index.places;
  };

  const asked = (text) => words(text).slice(0, MOST_WORDS);

  // The hits in their order, how many there are, and with `all` every place that is counted.
  const answer = async (text, filters = {}, most = MOST_HITS, all = false) => {
    const index = await open();
    const query = asked(text);
    const allowed = await permission(filters);
    if (!query.length) {
      const places = text.trim() ? [] : await everything(index, allowed);
      const hits = places.slice(0, most).map((place) => ({ place, near: false }));
      return { hits, total: places.length, counted: places, there: [] };
    }
    return find(index, query, allowed, most, all || Boolean(allowed));
  };

  const suggest = async (text, there) => {
    const index = await open();
    const made = [];
    for (const [at, word] of asked(text).entries()) {
      const meant = there[at] ? word : (await guesses(index, word))[0];
      if (meant) made.push(await surface(index, meant));
    }
    const suggestion = made.join(" ");
    if (!suggestion) return "";
    const { hits } = await answer(suggestion, {}, 1);
    return hits.length && !hits[0].near ? suggestion : "";
  };

  const search = async (text, filters = {}, most = MOST_HITS) => {
    const { hits, total, atLeast = false, there } = await answer(text, filters, most);
    const missed = text.trim() && (!hits.length || hits[0].near);
    return { hits, total, atLeast, suggestion: missed ? await suggest(text, there) : "" };
  };

  const facets = async (text, filters = {}) => {
    const index = await open();
    const chosen = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
    const { counted } = await answer(text, chosen, 0, true);
    const made = {};
    for (const name of index.facets) {
      const { [name]: own, ...others } = chosen;
      const places = own ? (await answer(text, others, 0, true)).counted : counted;
      const { values, codes, names } = await column(name);
      const byCode = new Map();
      for (const place of places) byCode.set(codes[place], (byCode.get(codes[place]) ?? 0) + 1);
      const counts = new Map();
      for (const [code, count] of byCode) {
        for (const value of values[code]) if (value) counts.set(value, (counts.get(value) ?? 0) + count);
      }
      made[name] = { counts: [...counts].sort(commonest), names };
    }
    return made;
  };

  const marks = (text, query) => {
    // Parts of a text, each with whether the query means it.
    const meant = asked(query);
    const known = new Set(meant.flatMap((word) => [...forms(word), ...looseForms(word)].map(([form]) => form)));
    const cores = meant.map((word) => forms(word)[0][0]).filter((one) => [...one].length >= SHORTEST_PREFIX);
    const hit = (part) => words(part).some((word) => {
      const made = forms(word);
      const own = made[0][0];
      return made.some(([form]) => known.has(form)) ||
        cores.some((core) => own.startsWith(core) || near(core, own));
    });
    return text.split(/(\s+)/u).filter(Boolean).map((part) => [part, Boolean(part.trim()) && hit(part)]);
  };

  return { take, search, facets, record, marks };
})();
