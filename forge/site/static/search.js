// The search: the steps of forge/index/matching.py, over lists of which the best are read first. A test
// compares its answers with the library's.
"use strict";

window.forgeSearch = (() => {
  const { words, forms, looseForms, near, root } = window.forgeFold;
  const { take, open, rank, postings, besides, order, completions, guesses, meant, isThere, surface, record, column, commonest } =
    window.forgeLists;
  const { wordOf, found } = window.forgeRanking;
  const FEW = 10;
  const [PREFIX, TYPO, DERIVED] = [60, 40, 30];
  const [SHORTEST_PREFIX, MOST_WORDS] = [3, 20];
  // What a word may be meant for counts as if so many more had it.
  const DOUBT = 10;
  // Words that were written without a space have so many letters each, and so many together.
  const [SHORTEST_PART, LONGEST_PARTED] = [3, 30];
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

  // How many places have one of some spellings; those that have two are counted twice.
  const countOf = (spellings) =>
    spellings.reduce((all, { list }) => list.groups.reduce((sum, { count }) => sum + count, all), 0);

  // What has the stem of a word that is there has it mostly, too: it is not counted.
  const strictly = async (index, word, isLast) => {
    const typed = forms(word);
    const [own, more] = await Promise.all([asWritten(index, typed), isLast ? begun(index, typed[0][0]) : []]);
    const there = own[0].list.groups.length > 0;
    const count = countOf([...(there ? [own[0]] : own), ...more]);
    return { ...wordOf([...own, ...more]), there, count: there ? count : count * DOUBT };
  };

  const loosely = async (index, word, isKnown) => {
    const likely = await (isKnown ? guesses(index, word) : meant(index, word));
    const found = await spelled(index, [...looseForms(word), ...likely.map((term) => [term, TYPO])]);
    const common = root(word);
    if (isKnown || !common || found.some(({ list }) => list.groups.length)) return found;
    return spelled(index, [common, ...await completions(index, common)].map((term) => [term, DERIVED]));
  };

  // What was just typed is asked for again with the next key.
  const remembered = new Map();
  const once = async (key, make) => {
    if (!remembered.has(key)) {
      if (remembered.size > REMEMBERED) remembered.clear();
      remembered.set(key, await make());
    }
    return remembered.get(key);
  };

  const asTyped = (index, word, isLast) => once(`${word} ${isLast}`, () => strictly(index, word, isLast));

  // The words of the query that are one word in texts are one: "wild fire".
  const joined = async (index, query) => {
    const pairs = query.slice(1).map((word, at) => query[at] + word);
    const there = await Promise.all(pairs.map((pair) => isThere(index, pair)));
    const made = [];
    for (let at = 0; at < query.length; at += 1) made.push(there[at] ? pairs[at++] : query[at]);
    return made;
  };

  // The two words of texts that were written without a space, the first one as long as it can be.
  const parted = async (index, word) => {
    const letters = [...word];
    if (letters.length > LONGEST_PARTED) return [];
    const cuts = letters.map((_, at) => at).filter((at) => at >= SHORTEST_PART && letters.length - at >= SHORTEST_PART);
    const pairs = cuts.reverse().map((at) => [letters.slice(0, at).join(""), letters.slice(at).join("")]);
    const there = await Promise.all(pairs.map(async (pair) =>
      (await Promise.all(pair.map((part) => isThere(index, part)))).every(Boolean)));
    return pairs[there.indexOf(true)] ?? [];
  };

  // A word with what it may mean besides; where it is not there itself, that tells how common it is.
  const asMeant = async (index, word, isLast) => {
    const typed = await asTyped(index, word, isLast);
    return once(`${word} ${isLast} nearly`, async () => {
      const loose = await loosely(index, word, typed.groups.length > 0);
      const count = typed.count + (typed.there ? 0 : countOf(loose) * DOUBT);
      return { ...wordOf([...typed.spellings, ...loose]), count };
    });
  };

  // The words that mean something; where none does, those that they were written of.
  const meaning = async (index, query) => {
    const found = await Promise.all(query.map((word, at) => asMeant(index, word, at === query.length - 1)));
    const meant = found.filter(({ groups }) => groups.length);
    if (meant.length) return meant;
    const parts = (await Promise.all(query.map((word) => parted(index, word)))).flat();
    return Promise.all(parts.map((part) => asTyped(index, part, false)));
  };

  // Whatever has a spelling of the only word matches it.
  const common = (words) => (words.length > 1 ? []
    : words[0].spellings.map(({ list }) => list.groups.reduce((sum, { count }) => sum + count, 0)));

  const both = (one, other) => ({
    top: [...one.top, ...other.top], count: one.count + other.count, met: one.met + other.met, all: one.all && other.all,
    places: other.places && [...one.places ?? one.top, ...other.places],
  });

  // What has every word, else what has all but one, else the rarest that anything has; the more have a
  // word, the less it is missed.
  const nearly = async (index, words, asked, exact) => {
    const having = (some, excluded) => found(index, some, { least: some.length, limit: some.length }, asked, excluded.places ?? excluded.top);
    if (!words.length) return { top: [], count: 0, met: 0, all: true, places: [] };
    const near = await having(words, exact);
    if (exact.count || near.met >= FEW || words.length === 1) return near;
    let left = [...words].sort((one, other) => other.count - one.count);
    let made = near;
    for (let missing = 0; missing < words.length; missing += 1) {
      made = both(made, await having(left.filter((_, at) => at !== missing), near));
      if (!asked.all && made.top.length >= asked.shown) return { ...made, all: false };
    }
    while (!made.met) {
      left = left.slice(1);
      made = both(made, await having(left, near));
    }
    return made;
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
    const loose = await meaning(index, exact.count ? query : await joined(index, query));
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
      const term = there[at] ? word : (await meant(index, word))[0];
      if (term) made.push(await surface(index, term));
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
