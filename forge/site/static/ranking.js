// The best of what has the words of a query, by as few files as decide: the steps are those that
// docs/search.md describes. Whole numbers only, so that browser and library agree to the last place.
"use strict";

window.forgeRanking = (() => {
  const { rank, expected, reach, extend, pieceOf, piece, weightAt, complete, ranked, STEP } = window.forgeLists;
  // More than any sum of weights and points.
  const WORD = 1e9;
  // Points and demotion as one code, the lower the better.
  const [MOST_POINTS, DEMOTED] = [100, 10000000];
  // A piece has the bytes of so many places of a run.
  const PIECE = 150;
  // What may weigh so much less than the best is not read yet; so many of a run tell how often words meet.
  const [NARROW, ENOUGH] = [300, 1000];

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
      const likely = candidates(index, words, range, excluded);
      const top = likely.slice(0, shown);
      const count = likely.filter(({ doubts }) => !doubts.length).length;
      if (top.some(({ doubts }) => doubts.length)) {
        await settle(index, likely.slice(0, asked).filter(({ doubts }) => doubts.length));
        continue;
      }
      const others = unseen(words, range);
      const ahead = top.length < shown ? others : others.filter((one) => !better(top.at(-1), one));
      if (!ahead.length) return { top: top.map(({ place }) => place), count, met: count, all: !others.length && likely.length <= shown };
      if (!await goOn(index, words, ahead, count, shown)) return null;
    }
  };

  // The places that have a word, and the weight of every place for it, from all lists.
  const entire = async (index, word) => {
    if (!word.all) {
      await Promise.all(word.spellings.map(({ list }) => complete(list)));
      const [places, weights] = [[], new Uint16Array(index.slots)];
      const put = (place, weight) => {
        if (!weights[place]) places.push(place);
        if (weight > weights[place]) weights[place] = weight;
      };
      for (const { percent, list } of word.spellings) {
        if (!list.pieces) for (const group of list.groups) for (const place of group.places) put(place, share(group.weight, percent));
        for (const [number, found] of list.read ?? []) {
          for (let at = 0, place = number * 2 ** list.shift; at < found.length; at += 1, place += 1) {
            if (found[at]) put(place, share(found[at], percent));
          }
        }
      }
      word.all = { places, weights };
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

  // Of the places whose points are not known those that may be among the best, the likeliest first. They
  // stand behind what was read of the groups in which they are.
  const inDoubt = (index, words, scored, shown) => {
    const least = Float64Array.from(scored, ([place, sum]) => (index.codes[place] < 0 ? -Infinity : sum + prior(index, place)))
      .sort().at(-shown) ?? -Infinity;
    const most = (place) => {
      const cuts = words.filter(({ all }) => all.weights[place]).map(({ all, groups }) => Math.min(
        ...groups.filter(({ weight, group }) => weight === all.weights[place] && group.cut < Infinity).map(({ group }) => group.cut)));
      return points(Math.floor(Math.max(...cuts) / STEP));
    };
    return scored.filter(([place]) => index.codes[place] < 0).map(([place, sum]) => [place, sum + most(place)])
      .filter(([, score]) => score >= least).sort((a, b) => b[1] - a[1]).map(([place]) => place);
  };

  // The points of what may be among the best: those of the likeliest leave few others.
  const judged = async (index, words, scored, shown) => {
    await ranked(index, inDoubt(index, words, scored, shown).slice(0, shown));
    await ranked(index, inDoubt(index, words, scored, shown));
    return scored.filter(([place]) => index.codes[place] >= 0).map(([place, sum]) => [place, sum + prior(index, place)]);
  };

  // The same from all lists, with every place that has so many words (it has one at least of the rarest),
  // and how many these are without filters.
  const slowly = async (index, words, { least }, { shown, allowed }, excluded) => {
    const lists = (await Promise.all(words.map((word) => entire(index, word)))).sort((a, b) => a.places.length - b.places.length);
    const [rarest, ...others] = lists.slice(0, words.length - least + 1).map(({ places }) => places);
    const scored = [];
    let met = 0;
    for (const place of others.length ? new Set([...rarest, ...others.flat()]) : rarest) {
      let [count, sum] = [0, 0];
      for (const { weights } of lists) {
        if (weights[place]) count += 1;
        sum += weights[place];
      }
      if (count < least) continue;
      met += 1;
      if (!excluded.has(place) && (!allowed || allowed(place))) scored.push([place, sum + count * WORD]);
    }
    const top = shown ? best(index, await judged(index, words, scored, shown), shown) : [];
    return { top, count: scored.length, met, all: true, places: scored.map(([place]) => place) };
  };

  const found = async (index, words, range, asked, excluded = []) => {
    const others = new Set(excluded);
    return (asked.all ? null : await quickly(index, words, range, asked.shown, others)) ?? slowly(index, words, range, asked, others);
  };

  return { wordOf, found };
})();
