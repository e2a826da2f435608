// The search: the steps of forge/index/matching.py, over lists of which the best are read first. A test
// compares its answers with the library's. Whole numbers only, so that both agree to the last place.
"use strict";

window.forgeSearch = (() => {
  const { words, forms, looseForms, near } = window.forgeFold;
  const {
    take, open, rank, expected, postings, reach, extend, pieceOf, piece, weightAt, complete, order, ranked, completions, guesses, surface,
    record, column, commonest, STEP,
  } = window.forgeLists;
  const FEW = 10;
  const [PREFIX, TYPO] = [60, 40];
  const [SHORTEST_PREFIX, MOST_WORDS] = [3, 20];
  // More than any sum of weights and points; nobody sees more hits than this at once.
  const [WORD, MOST_HITS, REMEMBERED] = [1e9, 200, 60];
  // Points and demotion as one code, the lower the better.
  const [MOST_POINTS, DEMOTED] = [100, 10000000];
  // A piece has the bytes of so many places of a run.
  const PIECE = 150;
  // Less than the step from one weight to the next; and so many of a run tell how often words meet.
  const [NARROW, ENOUGH] = [300, 1000];

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

  // One word: the groups of its spellings, the heaviest first.
  const wordOf = (spellings) => ({
    spellings,
    groups: spellings.flatMap(({ percent, list }) =>
      list.groups.map((group) => ({ weight: share(group.weight, percent), list, group }))).sort((a, b) => b.weight - a.weight),
  });

  // Bring what is known of a word up to what was read: the best weight of every place in its groups,
  // and the groups of which there is more.
  const refresh = (word) => {
    const size = word.groups.reduce((sum, { group }) => sum + group.places.length, 0);
    if (size === word.size) return;
    word.size = size;
    word.best = new Map();
    // The heaviest come last and stay.
    for (const { weight, group } of [...word.groups].reverse()) {
      for (const place of group.places) word.best.set(place, weight);
    }
    word.open = word.groups.filter(({ group }) => group.cut < Infinity);
    word.pieces = word.spellings.filter(({ list }) => list.pieces);
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

  const points = (code) => (code <= MOST_POINTS ? MOST_POINTS - code : 2 * MOST_POINTS + 1 - code - DEMOTED);

  const prior = (index, place) => points(index.codes[place]);

  // What so many words weigh together.
  const most = (weights, limit) => {
    const counted = weights.length > limit ? weights.sort((a, b) => b - a).slice(0, limit) : weights;
    return counted.reduce((sum, weight) => sum + weight, counted.length * WORD);
  };

  // What a place weighs for a word by what was read.
  const known = (word, place) => {
    let weight = word.best.get(place) ?? 0;
    for (const { percent, list } of word.pieces) {
      const found = weightAt(list, place);
      if (found) weight = Math.max(weight, share(found, percent));
    }
    return weight;
  };

  // The group in which a place may stand further back and weigh more.
  const doubt = (word, place, behind, weight) => {
    for (const one of word.open) {
      if (one.weight <= weight) return undefined;
      if (behind > one.group.cut && weightAt(one.list, place) === undefined) return one;
    }
    return undefined;
  };

  // A place, with the most that it may weigh and the groups that have to be read for it; nothing where
  // it has too few words. No place has more than `limit` of them.
  const candidate = (index, words, { least, limit }, place) => {
    const behind = rank(index, place);
    const kept = [];
    let spare = words.length - least;
    for (const word of words) {
      const weight = known(word, place);
      const more = doubt(word, place, behind, weight);
      if (more || weight) kept.push({ weight, more });
      else if ((spare -= 1) < 0) return null;
    }
    const sure = kept.filter(({ weight }) => weight);
    const counted = sure.length < limit ? kept : sure;
    const weights = counted.map(({ weight, more }) => more?.weight ?? weight);
    const doubts = counted.filter(({ more }) => more).map(({ more }) => more);
    return { place, doubts, behind, score: most(weights, limit) + prior(index, place) };
  };

  // Where candidates stand: in the words that are read to their end, where there must be one of these.
  const seen = (words, { least }) => {
    const spare = words.length - least;
    const ended = words.filter(({ open: left }) => !left.length).sort((a, b) => a.best.size - b.best.size);
    const chosen = ended.length > spare ? ended.slice(0, spare + 1) : words;
    return chosen.length === 1 ? chosen[0].best.keys() : new Set(chosen.flatMap(({ best }) => [...best.keys()]));
  };

  // The best first.
  const candidates = (index, words, range, excluded) => {
    const found = [];
    for (const place of seen(words, range)) {
      const one = excluded.has(place) ? null : candidate(index, words, range, place);
      if (one) found.push(one);
    }
    return found.sort((a, b) => b.score - a.score || a.behind - b.behind);
  };

  // What may be in no list as far as it was read. Such a place stands in each of its groups behind
  // the cut: for every group as the one whose cut is the furthest, the most that it may weigh.
  const unseen = (words, { least, limit }) => words.flatMap((word) => word.open.flatMap(({ weight, list, group }) => {
    const { cut } = group;
    const others = words.filter((other) => other !== word)
      .map((other) => other.open.find((one) => one.group.cut <= cut)?.weight ?? 0).filter(Boolean);
    if (others.length + 1 < least) return [];
    return [{ list, group, behind: cut, score: most([weight, ...others], limit) + points(Math.floor(cut / STEP)) }];
  }));

  const better = (one, other) => one.score > other.score || (one.score === other.score && one.behind < other.behind);

  // Read what decides on some candidates: on in a run where that is less than the pieces in which they stand.
  const settle = (index, doubtful) => {
    const waiting = new Map();
    for (const { place, doubts, behind } of doubtful) {
      for (const { list, group } of doubts) {
        if (!waiting.has(group)) waiting.set(group, { list, last: 0, numbers: new Set() });
        const one = waiting.get(group);
        one.last = Math.max(one.last, behind);
        one.numbers.add(pieceOf(list, place));
      }
    }
    return Promise.all([...waiting].map(([group, { list, last, numbers }]) => {
      const wanted = Math.ceil(expected(index, last, group.count));
      const { places } = reach(index, group, wanted);
      const cost = places - group.places.length;
      return places >= Math.min(wanted, group.count) && cost && cost < numbers.size * PIECE
        ? extend(index, list, group, wanted) : Promise.all([...numbers].map((number) => piece(list, number)));
    }));
  };

  // Whether what was read of a group, and where enough was read, tells that its runs will not do.
  const hopeless = (index, group, count, shown) => {
    const all = reach(index, group, Infinity).places;
    const told = group.places.length;
    return told === all || (told > ENOUGH && all < group.count && count * all / told < shown);
  };

  // Read on in the groups that may have the best of what was not seen; false where that is of no use.
  const goOn = async (index, words, ahead, count, shown) => {
    const whole = words.every(({ pieces }) => pieces.every(({ list }) => list.read.size === list.pieces));
    const further = ahead.filter(({ group }) => !hopeless(index, group, count, shown));
    if (!further.length || (whole && count < shown)) return false;
    const best = Math.max(...further.map(({ score }) => score));
    const chosen = further.filter(({ score }) => score > best - NARROW);
    await Promise.all(chosen.map(({ list, group }) => extend(index, list, group, group.places.length + 1)));
    return true;
  };

  // The best places that have so many of the words, by as few files as decide; null where these do not.
  const quickly = async (index, words, range, shown, excluded) => {
    for (let asked = 2 * shown; ; asked *= 2) {
      words.forEach(refresh);
      const found = candidates(index, words, range, excluded);
      const top = found.slice(0, shown);
      const count = found.filter(({ doubts }) => !doubts.length).length;
      if (top.some(({ doubts }) => doubts.length)) {
        await settle(index, found.slice(0, asked).filter(({ doubts }) => doubts.length));
        continue;
      }
      const others = unseen(words, range);
      const ahead = top.length < shown ? others : others.filter((one) => !better(top.at(-1), one));
      if (!ahead.length) return { top: top.map(({ place }) => place), count, all: !others.length && found.length <= shown };
      if (!await goOn(index, words, ahead, count, shown)) return null;
    }
  };

  // The weight of every place for a word, from all lists.
  const weights = async (index, word) => {
    if (!word.all) {
      await Promise.all(word.spellings.map(({ list }) => complete(list)));
      const all = new Uint16Array(index.slots);
      const put = (place, weight) => { if (weight > all[place]) all[place] = weight; };
      for (const { percent, list } of word.spellings) {
        if (!list.pieces) for (const { weight, places } of list.groups) for (const place of places) put(place, share(weight, percent));
        for (const [number, found] of list.read ?? []) {
          const start = number * 2 ** list.shift;
          found.forEach((weight, at) => { if (weight) put(start + at, share(weight, percent)); });
        }
      }
      word.all = all;
    }
    return word.all;
  };

  // The best of all, without sorting those that nobody will see.
  const best = (index, scored, shown) => {
    let kept = scored;
    if (kept.length > shown) {
      const least = Float64Array.from(kept, (one) => one[1]).sort()[kept.length - shown];
      kept = kept.filter((one) => one[1] >= least);
    }
    return kept.sort((a, b) => b[1] - a[1] || rank(index, a[0]) - rank(index, b[0])).slice(0, shown).map(([place]) => place);
  };

  // The same from all lists, with every place that has so many words.
  const slowly = async (index, words, { least }, { shown, allowed }, excluded) => {
    const [counts, sums] = [new Uint8Array(index.slots), new Uint32Array(index.slots)];
    for (const all of await Promise.all(words.map((word) => weights(index, word)))) {
      all.forEach((weight, place) => {
        if (!weight) return;
        counts[place] += 1;
        sums[place] += weight;
      });
    }
    const places = [];
    counts.forEach((count, place) => {
      if (count >= least && !excluded.has(place) && (!allowed || allowed(place))) places.push(place);
    });
    if (shown) await ranked(index, places);
    const scored = shown ? places.map((place) => [place, counts[place] * WORD + sums[place] + prior(index, place)]) : [];
    return { top: best(index, scored, shown), count: places.length, all: true, places };
  };

  const found = async (index, words, range, asked, excluded = []) => {
    const others = new Set(excluded);
    return (asked.all ? null : await quickly(index, words, range, asked.shown, others)) ?? slowly(index, words, range, asked, others);
  };

  // Whatever has a spelling of the only word matches it.
  const common = (words) => (words.length > 1 ? []
    : words[0].spellings.map(({ list }) => list.groups.reduce((sum, { count }) => sum + count, 0)));

  const nearly = async (index, words, asked, exact) => {
    const all = words.length;
    const near = await found(index, words, { least: all, limit: all }, asked, exact.places ?? exact.top);
    if (exact.count || near.count >= FEW || all === 1) return near;
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
