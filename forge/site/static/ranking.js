// The best of what has the words of a query, by as few files as decide: the steps are those that
// docs/search.md describes. Whole numbers only, so that browser and library agree to the last place.
"use strict";

window.forgeRanking = (() => {
  const { rank, expected, readingOn, extend, unread, lookup, look, complete, weightAt, ranked, STEP } = window.forgeLists;
  // More than any sum of weights and points.
  const WORD = 1e9;
  // Points and demotion as one code, the lower the better.
  const [MOST_POINTS, DEMOTED] = [100, 10000000];
  // Of the bytes of all lists this part is spent on reading the best first, before all are read.
  const WORTH = 8;
  // What weighs so much less than the best at most is not read yet.
  const NARROW = 100;

  const share = (weight, percent) => Math.floor(weight * percent / 100);

  // One word: the groups of its spellings, the heaviest first.
  const wordOf = (spellings) => ({
    spellings,
    groups: spellings.flatMap(({ percent, list }) =>
      list.groups.map((group) => ({ weight: share(group.weight, percent), list, group }))).sort((a, b) => b.weight - a.weight),
  });

  // Bring what is known of a word up to what was read: the best group of every place, and the groups of
  // which there is more.
  const refresh = (word) => {
    const size = word.groups.reduce((sum, { group }) => sum + group.places.length, 0);
    if (size === word.size) return;
    word.size = size;
    word.best = new Map();
    // The heaviest come last and stay.
    for (const one of [...word.groups].reverse()) {
      for (const place of one.group.places) word.best.set(place, one);
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
    if (word.weights) return word.weights[place];
    let weight = word.best.get(place)?.weight ?? 0;
    for (const { percent, list } of word.pieces) {
      const found = weightAt(list, place);
      if (found) weight = Math.max(weight, share(found, percent));
    }
    return weight;
  };

  // Whether nothing stands in both groups.
  const areApart = (one, other) => one.group.apart?.has(other.group.name);

  // The group in which a place may stand further back and weigh more; it stands in the others.
  const doubt = (word, place, behind, weight, others) => {
    for (const one of word.open) {
      if (one.weight <= weight) return undefined;
      const open = behind > one.group.cut && weightAt(one.list, place) === undefined;
      if (open && !others.some((other) => areApart(one, other))) return one;
    }
    return undefined;
  };

  // A place, with the most that it may weigh and the groups that have to be read for it; nothing where
  // it has too few words. No place has more than `limit` of them.
  const candidate = (index, words, { least, limit }, place) => {
    const behind = rank(index, place);
    const kept = [];
    const stands = words.map(({ best }) => best.get(place)).filter(Boolean);
    let spare = words.length - least;
    for (const word of words) {
      const weight = known(word, place);
      const more = doubt(word, place, behind, weight, stands);
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
  const unseen = (words, { least, limit }) => words.flatMap((word) => word.open.flatMap((furthest) => {
    const { weight, list, group } = furthest;
    const { cut } = group;
    const others = words.filter((other) => other !== word)
      .map((other) => other.open.find((one) => one.group.cut <= cut && !areApart(one, furthest))?.weight ?? 0).filter(Boolean);
    if (others.length + 1 < least) return [];
    return [{ list, group, behind: cut, score: most([weight, ...others], limit) + points(Math.floor(cut / STEP)) }];
  }));

  const better = (one, other) => one.score > other.score || (one.score === other.score && one.behind < other.behind);

  // Read what decides on some candidates: on in a run where that is less than what they weigh.
  const settle = (index, doubtful) => {
    const waiting = new Map();
    for (const { place, doubts, behind } of doubtful) {
      for (const { list, group } of doubts) {
        if (!waiting.has(group)) waiting.set(group, { list, last: 0, places: [] });
        const one = waiting.get(group);
        one.last = Math.max(one.last, behind);
        one.places.push(place);
      }
    }
    return Promise.all([...waiting].map(([group, { list, last, places }]) => {
      const wanted = Math.ceil(expected(index, last, group.count));
      const cost = readingOn(index, group, wanted);
      return cost && cost < lookup(list, places).cost ? extend(index, list, group, wanted) : look(index, list, places);
    }));
  };

  // Read on in the groups that may have the best of what was not seen; false where that is of no use.
  const goOn = async (index, ahead) => {
    const further = ahead.filter(({ group }) => readingOn(index, group, Infinity));
    const best = Math.max(...further.map(({ score }) => score));
    const chosen = further.filter(({ score }) => score > best - NARROW);
    await Promise.all(chosen.map(({ list, group }) => extend(index, list, group, group.places.length + 1)));
    return chosen.length > 0;
  };

  const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

  // How many places may have a word.
  const sizeOf = (word) => sum(word.groups.map(({ group }) => group.count));

  // The bytes of all lists of a word that were not read whole.
  const costOf = (word) => sum(word.pieces.map(({ list }) => unread(list)));

  // How many places have so many words, if these meet by chance.
  const chance = (index, words, { least }) => words.map((word) => Math.min(1, sizeOf(word) / index.count))
    .sort((a, b) => b - a).slice(0, least).reduce((product, one) => product * one, index.count);

  // The best places that have so many of the words, by as few files as decide; null where so much of all
  // lists was read that the rest is soon read, too.
  const quickly = async (index, words, range, shown, excluded) => {
    words.forEach(refresh);
    const costs = words.length > 1 ? sum(words.map(costOf)) : Infinity;
    const limit = index.spent + costs / WORTH;
    for (let asked = 2 * shown; ; asked *= 2) {
      words.forEach(refresh);
      const likely = candidates(index, words, range, excluded);
      const top = likely.slice(0, shown);
      const count = likely.filter(({ doubts }) => !doubts.length).length;
      const undecided = top.some(({ doubts }) => doubts.length);
      const others = undecided ? [] : unseen(words, range);
      const ahead = top.length < shown ? others : others.filter((one) => !better(top.at(-1), one));
      if (!undecided && !ahead.length) {
        const all = !others.length && likely.length <= shown;
        return { top: top.map(({ place }) => place), count, met: count, all };
      }
      if (!costs || index.spent > limit) return null;
      if (undecided) await settle(index, likely.slice(0, asked).filter(({ doubts }) => doubts.length));
      else if (!await goOn(index, ahead)) return null;
    }
  };

  // Where all lists of a word were read: its places and, for one with long lists, what every place weighs.
  const gather = (index, word) => {
    if (word.places || word.pieces.some(({ list }) => unread(list))) return;
    word.places = [...word.best.keys()];
    if (!word.pieces.length) return;
    const weights = new Uint16Array(index.slots);
    for (const [place, { weight }] of word.best) weights[place] = weight;
    for (const { percent, list } of word.pieces) {
      for (const [number, found] of list.read) {
        for (let at = 0, place = number * 2 ** list.shift; at < found.length; at += 1, place += 1) {
          if (!found[at]) continue;
          if (!weights[place]) word.places.push(place);
          weights[place] = Math.max(weights[place], share(found[at], percent));
        }
      }
    }
    word.weights = weights;
  };

  // The places that have one of these words at least, from all their lists.
  const placesOf = async (index, words) => {
    await Promise.all(words.flatMap(({ pieces }) => pieces.map(({ list }) => complete(index, list))));
    for (const word of words) gather(index, word);
    return words.length === 1 ? words[0].places : [...new Set(words.flatMap(({ places }) => places))];
  };

  // What has so many words, with the weight of these. A place has one at least of the rarest, whose lists
  // are read whole; of the others what is still in question is looked up.
  const meeting = async (index, words, { least }) => {
    const spare = words.length - least;
    const ordered = [...words].sort((a, b) => sizeOf(a) - sizeOf(b));
    let places = await placesOf(index, ordered.slice(0, spare + 1));
    let scores = new Float64Array(places.length);
    for (const [nth, word] of ordered.entries()) {
      await Promise.all(word.pieces.map(({ list }) => look(index, list, places)));
      gather(index, word);
      const [left, made] = [[], []];
      for (const [at, place] of places.entries()) {
        const weight = known(word, place);
        const score = scores[at] + (weight && weight + WORD);
        if (score >= (nth + 1 - spare) * WORD) {
          left.push(place);
          made.push(score);
        }
      }
      [places, scores] = [left, made];
    }
    return places.map((place, at) => ({ place, score: scores[at] }));
  };

  // Of the places whose points are not known those that may be among the best, the likeliest first. They
  // stand behind what was read of the groups that have their weight.
  const inDoubt = (index, words, scored, shown) => {
    const least = Float64Array.from(scored, ({ place, score }) => (index.codes[place] < 0 ? -Infinity : score + prior(index, place)))
      .sort().at(-shown) ?? -Infinity;
    const cuts = words.map(({ open: groups }) => {
      const made = new Map();
      for (const { weight, group } of groups) made.set(weight, Math.min(made.get(weight) ?? Infinity, group.cut));
      return made;
    });
    const doubtful = [];
    for (const { place, score } of scored) {
      if (index.codes[place] >= 0 || score + MOST_POINTS < least) continue;
      let furthest = 0;
      for (const [at, word] of words.entries()) furthest = Math.max(furthest, cuts[at].get(known(word, place)) ?? 0);
      const most = score + points(Math.floor(furthest / STEP));
      if (most >= least) doubtful.push({ place, most });
    }
    return doubtful.sort((a, b) => b.most - a.most).map(({ place }) => place);
  };

  // Of the groups in which a place may stand the shortest of which there is more to read.
  const shortest = (index, words, place) => words.flatMap((word) => {
    const weight = known(word, place);
    return word.open.filter((one) => one.weight === weight && readingOn(index, one.group, Infinity));
  }).sort((a, b) => a.group.count - b.group.count)[0];

  // Learn the points of all that may be among the best: from runs, and of few from their records.
  const judge = async (index, words, scored, shown) => {
    for (;;) {
      words.forEach(refresh);
      const doubtful = inDoubt(index, words, scored, shown);
      if (doubtful.length <= 2 * shown) return ranked(index, doubtful);
      const likely = doubtful.slice(0, shown);
      const next = new Map(likely.map((place) => shortest(index, words, place)).filter(Boolean).map((one) => [one.group, one]));
      if (!next.size) {
        await ranked(index, likely);
        return ranked(index, inDoubt(index, words, scored, shown));
      }
      await Promise.all([...next.values()].map(({ list, group }) => extend(index, list, group, group.places.length + 1)));
    }
  };

  // The best of all, without sorting those that nobody will see.
  const best = (index, scored, shown) => {
    let kept = scored.filter(({ place }) => index.codes[place] >= 0)
      .map(({ place, score }) => ({ place, score: score + prior(index, place) }));
    if (kept.length > shown) {
      const least = Float64Array.from(kept, ({ score }) => score).sort()[kept.length - shown];
      kept = kept.filter(({ score }) => score >= least);
    }
    return kept.sort((a, b) => b.score - a.score || rank(index, a.place) - rank(index, b.place))
      .slice(0, shown).map(({ place }) => place);
  };

  // The same from whole lists, with every place that has so many words, and how many these are without filters.
  const slowly = async (index, words, range, { shown, allowed }, excluded) => {
    words.forEach(refresh);
    const scored = await meeting(index, words, range);
    const asked = scored.filter(({ place }) => !excluded.has(place) && (!allowed || allowed(place)));
    if (shown) await judge(index, words, asked, shown);
    const top = shown ? best(index, asked, shown) : [];
    return { top, count: asked.length, met: scored.length, all: true, places: asked.map(({ place }) => place) };
  };

  // Where few have the words all of these must be looked at; where many have them the best are soon found.
  const found = async (index, words, range, asked, excluded = []) => {
    const others = new Set(excluded);
    const many = !asked.all && chance(index, words, range) > 4 * asked.shown;
    return (many ? await quickly(index, words, range, asked.shown, others) : null) ?? slowly(index, words, range, asked, others);
  };

  return { wordOf, found };
})();
