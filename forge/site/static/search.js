// The search: the steps of forge/index/matching.py, over lists of which the best are read first. A test
// compares its answers with the library's. Whole numbers only, so that both agree to the last place.
"use strict";

window.forgeSearch = (() => {
  const { words, forms, looseForms, near } = window.forgeFold;
  const { take, open, rank, piece, postings, order, complete, completions, guesses, surface, record, column, commonest, STEP } = window.forgeLists;
  const FEW = 10;
  const [PREFIX, TYPO] = [60, 40];
  const [SHORTEST_PREFIX, MOST_WORDS] = [3, 20];
  // More than any sum of weights and points; nobody sees more hits than this at once.
  const [WORD, MOST_HITS, REMEMBERED] = [1e9, 200, 30];
  // Points and demotion as one code, the lower the better.
  const [MOST_POINTS, DEMOTED] = [100, 10000000];
  // How often, and for how many algorithms at once, pieces are asked for before all of them are.
  const [MOST_ROUNDS, MOST_ASKED] = [8, 10];

  // One word of the query: the lists of its spellings, each with its share of the weight.
  const spelled = async (index, pairs) => Promise.all(
    pairs.map(async ([form, percent]) => ({ percent, list: await postings(index, form) })));

  const strictly = async (index, word, isLast) => {
    const typed = forms(word);
    const found = await spelled(index, typed);
    if (!isLast) return found;
    const more = await completions(index, typed[0][0]);
    return [...found, ...await spelled(index, more.map((term) => [term, PREFIX]))];
  };

  const loosely = async (index, word) => {
    const meant = await guesses(index, word);
    return spelled(index, [...looseForms(word), ...meant.map((term) => [term, TYPO])]);
  };

  const share = (weight, percent) => Math.floor(weight * percent / 100);

  // What is known of one word: the best weight of every place, and what may stand further back.
  const weigh = (spellings) => {
    const all = spellings.flatMap(({ percent, list }) =>
      list.groups.map((group) => ({ ...group, weight: share(group.weight, percent), percent, list })));
    const best = new Map();
    // The heaviest come last and stay.
    for (const { weight, places } of all.sort((a, b) => a.weight - b.weight)) {
      for (const place of places) best.set(place, weight);
    }
    return { spellings, best, open: all.filter(({ cut }) => cut < Infinity), sure: new Set() };
  };

  // What was just typed is asked for again with the next key.
  const remembered = new Map();
  const weighed = async (index, word, isLast) => {
    const key = `${isLast} ${word}`;
    if (!remembered.has(key)) {
      if (remembered.size > REMEMBERED) remembered.clear();
      remembered.set(key, weigh(await strictly(index, word, isLast)));
    }
    return remembered.get(key);
  };

  const better = (one, other) => {
    const made = new Map(other);
    for (const [place, weight] of one) made.set(place, Math.max(weight, made.get(place) ?? 0));
    return made;
  };

  const closed = async (index, word) => {
    if (!word.open.length) return;
    await Promise.all(word.open.map(({ list }) => complete(index, list)));
    Object.assign(word, weigh(word.spellings));
  };

  // A word with the spellings of another: what matches as typed, and what nearly does.
  const together = (one, spellings) => {
    const other = weigh(spellings);
    return { ...other, spellings: [...one.spellings, ...spellings], best: better(one.best, other.best), open: [...one.open, ...other.open] };
  };

  const prior = (index, place) => {
    const code = index.codes[place];
    return code <= MOST_POINTS ? MOST_POINTS - code : 2 * MOST_POINTS + 1 - code - DEMOTED;
  };

  // The most that a place may weigh for a word, by what is known so far.
  const mostFor = (index, word, place) => {
    const weight = word.best.get(place) ?? 0;
    if (!word.open.length || word.sure.has(place)) return weight;
    const behind = rank(index, place);
    return word.open.reduce((most, group) => (behind > group.cut && group.weight > most ? group.weight : most), weight);
  };

  // Read of every long list the piece in which a place would stand.
  const settle = async (word, place) => {
    await Promise.all(word.spellings.map(async ({ percent, list }) => {
      if (!list.pieces) return;
      const number = Math.floor(place / 2 ** list.shift);
      const found = number < list.pieces ? (await piece(list, number)).get(place) : undefined;
      if (found !== undefined) {
        word.best.set(place, Math.max(share(found, percent), word.best.get(place) ?? 0));
      }
    }));
    word.sure.add(place);
  };

  // What a place that stands in no list yet may weigh at most; nothing can where that is impossible.
  const unseen = (index, words, least) => {
    const open = words.filter((word) => word.open.length);
    if (open.length < least) return -Infinity;
    const groups = open.flatMap((word) => word.open);
    const code = Math.floor(Math.min(...groups.map(({ cut }) => cut)) / STEP);
    const points = code <= MOST_POINTS ? MOST_POINTS - code : 0;
    return open.reduce((sum, word) => sum + Math.max(...word.open.map(({ weight }) => weight)), points) + open.length * WORD;
  };

  const candidates = (index, words, least, excluded) => {
    const found = [];
    for (const place of new Set(words.flatMap(({ best }) => [...best.keys()]))) {
      if (excluded.has(place)) continue;
      let [count, sum, sure] = [0, 0, true];
      for (const word of words) {
        const most = mostFor(index, word, place);
        if (most) count += 1;
        if (most !== (word.best.get(place) ?? 0)) sure = false;
        sum += most;
      }
      if (count >= least) found.push({ place, sum, count, sure, score: sum + count * WORD + prior(index, place) });
    }
    return found.sort((a, b) => b.score - a.score || rank(index, a.place) - rank(index, b.place));
  };

  const common = (maps) => {
    const [rarest, ...others] = [...maps].sort((a, b) => a.size - b.size);
    return [...rarest.keys()].filter((place) => others.every((map) => map.has(place)));
  };

  const sum = (maps, place) => maps.reduce((total, map) => total + (map.get(place) ?? 0), 0);

  // The best of all, without sorting those that nobody will see.
  const top = (index, scored, most) => {
    if (scored.length > most) {
      const least = Float64Array.from(scored, (one) => one[1]).sort()[scored.length - most];
      scored = scored.filter((one) => one[1] >= least);
    }
    return scored.sort((a, b) => b[1] - a[1] || rank(index, a[0]) - rank(index, b[0])).slice(0, most);
  };

  // The best places that have so many of the words, from heads and a few pieces; null where these
  // do not decide. `all` says that there are no others.
  const quickly = async (index, words, least, most, excluded = new Map()) => {
    if (most + excluded.size > index.heads) return null;
    if (words.length === 1) {
      // The best of one word are among the heads, each in the list in which it weighs most.
      const [{ best, open }] = words;
      const scored = [...best].filter(([place]) => !excluded.has(place))
        .map(([place, weight]) => [place, weight + prior(index, place)]);
      const found = top(index, scored, most).map(([place]) => ({ place }));
      return { top: found, all: !open.length && scored.length <= most };
    }
    const bound = unseen(index, words, least);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const found = candidates(index, words, least, excluded);
      const first = found.slice(0, most);
      const doubtful = first.filter(({ sure }) => !sure);
      if (!doubtful.length) {
        const all = bound === -Infinity && found.length <= most;
        return all || (first.length === most && first.at(-1).score > bound) ? { top: first, all } : null;
      }
      await Promise.all(doubtful.slice(0, MOST_ASKED).flatMap(({ place }) =>
        words.filter((word) => word.open.length && !word.sure.has(place)).map((word) => settle(word, place))));
    }
    return null;
  };

  // What matches every word as typed, from all lists.
  const exactly = (index, strict, allowed, most) => {
    const maps = strict.map(({ best }) => best);
    const places = maps.length === 1 ? [...maps[0].keys()] : common(maps);
    const kept = allowed ? places.filter((place) => allowed(place)) : places;
    const scored = kept.map((place) => [place, sum(maps, place) + prior(index, place)]);
    return { keys: new Set(kept), hits: top(index, scored, most).map(([place]) => ({ place, near: false })) };
  };

  const nearly = (index, loose, allowed, most, exact) => {
    const maps = loose.map(({ best }) => best);
    const all = new Set(common(maps));
    if (!exact.size && all.size < FEW && maps.length > 1) {
      maps.forEach((_, missing) => {
        for (const place of common(maps.filter((__, at) => at !== missing))) all.add(place);
      });
    }
    const kept = [...all].filter((place) => !exact.has(place) && (!allowed || allowed(place)));
    const scored = kept.map((place) =>
      [place, sum(maps, place) + prior(index, place) + maps.filter((map) => map.has(place)).length * WORD]);
    return { keys: new Set(kept), hits: top(index, scored, most).map(([place]) => ({ place, near: true })) };
  };

  const looselyAll = (index, query, strict) => Promise.all(query.map(async (word, at) =>
    together(strict[at], await loosely(index, word))));

  // The hits from what is read first; null where only all lists decide.
  const sketch = async (index, query, strict, shown) => {
    const most = Math.max(shown, FEW);
    const exact = await quickly(index, strict, strict.length, most);
    if (!exact) return null;
    const hits = exact.top.map(({ place }) => ({ place, near: false }));
    const counts = strict.flatMap(({ spellings }) => spellings.map(({ list }) => list.count ?? 0));
    const least = strict.length === 1 ? Math.max(hits.length, ...counts) : hits.length;
    if (hits.length >= FEW) return { hits, total: least, atLeast: !exact.all, counted: null };
    const places = new Map(exact.top.map(({ place }) => [place, true]));
    const loose = await looselyAll(index, query, strict);
    let near = await quickly(index, loose, loose.length, most, places);
    if (near && !hits.length && near.top.length < FEW && loose.length > 1) {
      near = await quickly(index, loose, loose.length - 1, most, places);
    }
    if (!near) return null;
    const others = near.top.slice(0, most - hits.length).map(({ place }) => ({ place, near: true }));
    return hits.length ? { hits: [...hits, ...others], total: hits.length, atLeast: false, counted: null }
      : { hits: others, total: near.top.length, atLeast: !near.all, counted: null };
  };

  const find = async (index, query, allowed, most, all) => {
    const strict = await Promise.all(
      query.map((word, at) => weighed(index, word, at === query.length - 1)));
    const there = () => strict.map(({ best }) => best.size > 0);
    if (!all && strict.some(({ open }) => open.length)) {
      const found = await sketch(index, query, strict, most);
      if (found) return { ...found, there: there() };
    }
    await Promise.all(strict.map((word) => closed(index, word)));
    const exact = exactly(index, strict, allowed, most);
    const total = exact.keys.size;
    if (total >= FEW) return { hits: exact.hits, total, counted: [...exact.keys], there: there() };
    const loose = await looselyAll(index, query, strict);
    if (!all && loose.some(({ open }) => open.length)) {
      const found = await sketch(index, query, strict, most);
      if (found) return { ...found, there: there() };
    }
    await Promise.all(loose.map((word) => closed(index, word)));
    const near = nearly(index, loose, allowed, most, exact.keys);
    const hits = [...exact.hits, ...near.hits].slice(0, most);
    const counted = total ? exact.keys : near.keys;
    return { hits, total: counted.size, counted: [...counted], there: there() };
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
    const { counted } = await answer(text, chosen, 1, true);
    const made = {};
    for (const name of index.facets) {
      const { [name]: own, ...others } = chosen;
      const places = own ? (await answer(text, others, 1, true)).counted : counted;
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
