// The search: the data of forge/site/search_data.py, the steps of forge/index/matching.py. A test
// compares its answers with the library's. Whole numbers only, so that both agree to the last place.
"use strict";

window.forgeSearch = (() => {
  const { words, forms, looseForms, near } = window.forgeFold;
  const FEW = 10;
  const [PREFIX, TYPO] = [60, 40];
  const SHORTEST_PREFIX = 3;
  const [MOST_COMPLETIONS, MOST_COMPLETED, MOST_GUESSES, MOST_WORDS] = [30, 20000, 8, 20];
  const [SHORTEST_GUESS, EDGE] = [3, 2];
  const SIGNS = [...Array(94).keys()].map((at) => String.fromCharCode(at + 33))
    .filter((sign) => !"\"\\<>&:|'".includes(sign)).slice(0, 88);
  const BASE = SIGNS.length / 2;
  // More than any sum of weights and points; nobody sees more hits than this at once.
  const [WORD, MOST_HITS, REMEMBERED] = [1e9, 200, 30];
  const VALUE = new Map(SIGNS.map((sign, at) => [sign.charCodeAt(0), at]));

  // Files: each is a script that hands over its data by its own name.
  const waiting = new Map();
  const loads = new Map();
  let root = "";

  const take = (name, data) => waiting.get(name)?.(data);

  const load = (name) => {
    if (!loads.has(name)) {
      loads.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, (data) => { resolve(data); script.remove(); });
        script.src = `${root}search/${name}.js`;
        script.addEventListener("error", () => {
          loads.delete(name);
          reject(new Error(`${name} cannot be read`));
        });
        document.head.append(script);
      }));
    }
    return loads.get(name);
  };

  const fileName = (key) =>
    [...new TextEncoder().encode(key)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  let opened;
  const open = () => {
    opened ??= load("index").then((index) => {
      // "ab cd|ab:xyz": keys that have a file, and what is added to those in parts.
      for (const name of ["shards", "near"]) {
        const [whole, parts] = index[name].split("|");
        index[name] = new Set(whole.split(" "));
        index[`${name}Parts`] = new Map(parts.split(" ").filter(Boolean).map((part) => {
          const colon = part.indexOf(":");
          return [part.slice(0, colon), new Set(part.slice(colon + 1))];
        }));
      }
      index.prior = new Int32Array(index.count);
      index.priors.forEach(([first, points], at) => index.prior.fill(points, first, index.priors[at + 1]?.[0]));
      return index;
    }).catch((error) => { opened = undefined; throw error; });
    return opened;
  };

  // Terms and postings.
  // The key of the file that has a text, "" where there is none.
  const shardOf = (index, text) => {
    const letters = [...text];
    let length = Math.min(EDGE, letters.length);
    let key = letters.slice(0, length).join("");
    if (!index.shards.has(key)) return "";
    while (index.shardsParts.has(key) && letters.length > length) {
      if (!index.shardsParts.get(key).has(letters[length])) return "";
      length += 1;
      key = letters.slice(0, length).join("");
    }
    return key;
  };

  const shard = async (index, text) => {
    const key = shardOf(index, text);
    return key ? load(`t/${fileName(key)}`) : { terms: {} };
  };

  const entryOf = async (index, term) => {
    const { terms } = await shard(index, term);
    return Object.hasOwn(terms, term) ? terms[term] : null;
  };

  const decoded = new Map();
  const decode = (text) => {
    if (decoded.has(text)) return decoded.get(text);
    const groups = text.split("|").map((group) => {
      const colon = group.indexOf(":");
      const places = [];
      let place = -1;
      let [value, unit] = [0, 1];
      for (let at = colon + 1; at < group.length; at += 1) {
        const sign = VALUE.get(group.charCodeAt(at));
        if (sign >= BASE) {
          value += (sign - BASE) * unit;
          unit *= BASE;
        } else {
          place += value + sign * unit + 1;
          places.push(place);
          [value, unit] = [0, 1];
        }
      }
      return [Number(group.slice(0, colon)), places];
    });
    decoded.set(text, groups);
    return groups;
  };

  const postings = async (index, term) => {
    const entry = await entryOf(index, term);
    if (!entry) return [];
    return decode(entry[2].startsWith("@") ? await load(`p/${entry[2].slice(1)}`) : entry[2]);
  };

  const commonest = (one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1);

  const completions = async (index, beginning) => {
    if ([...beginning].length < SHORTEST_PREFIX) return [];
    const found = await shard(index, beginning);
    if (found.completions && shardOf(index, beginning) === beginning) return found.completions;
    const terms = Object.entries(found.terms)
      .filter(([term, entry]) => entry[1] && term !== beginning && term.startsWith(beginning))
      .map(([term, entry]) => [term, entry[0]]).sort(commonest).slice(0, MOST_COMPLETIONS);
    const chosen = [];
    let total = 0;
    for (const [term, count] of terms) {
      total += count;
      if (chosen.length && total > MOST_COMPLETED) break;
      chosen.push(term);
    }
    return chosen;
  };

  const guesses = async (index, word) => {
    const typed = forms(word)[0][0];
    const letters = [...typed];
    if (letters.length < SHORTEST_GUESS) return [];
    const keys = [`h${letters.slice(0, EDGE).join("")}`, `t${letters.slice(-EDGE).join("")}`];
    const files = keys.flatMap((key) => {
      const lengths = index.nearParts.get(key);
      if (!lengths) return index.near.has(key) ? [key] : [];
      return [-1, 0, 1].map((more) => SIGNS[letters.length + more]).filter((sign) => lengths.has(sign))
        .map((sign) => key + sign);
    });
    const lists = await Promise.all(files.map((key) => load(`n/${fileName(key)}`)));
    const found = new Map();
    for (const list of lists) {
      const parts = list.split(" ");
      for (let at = 0; at < parts.length; at += 2) {
        if (parts[at] !== typed && !found.has(parts[at]) && near(typed, parts[at])) {
          found.set(parts[at], Number(parts[at + 1]));
        }
      }
    }
    return [...found].sort(commonest).slice(0, MOST_GUESSES).map(([term]) => term);
  };

  // How much every place weighs for one word.
  const spelled = async (index, pairs) => Promise.all(
    pairs.map(async ([form, percent]) => [percent, await postings(index, form)]));

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

  const weights = (spellings) => {
    const all = spellings.flatMap(([percent, groups]) =>
      groups.map(([weight, places]) => [Math.floor(weight * percent / 100), places]));
    const best = new Map();
    // The heaviest come last and stay.
    for (const [weight, places] of all.sort((a, b) => a[0] - b[0])) {
      for (const place of places) best.set(place, weight);
    }
    return best;
  };

  // What was just typed is asked for again with the next key.
  const remembered = new Map();
  const weighed = async (index, word, isLast) => {
    const key = `${isLast} ${word}`;
    if (!remembered.has(key)) {
      if (remembered.size > REMEMBERED) remembered.clear();
      remembered.set(key, weights(await strictly(index, word, isLast)));
    }
    return remembered.get(key);
  };

  const better = (one, other) => {
    const made = new Map(other);
    for (const [place, weight] of one) made.set(place, Math.max(weight, made.get(place) ?? 0));
    return made;
  };

  const common = (maps) => {
    const [rarest, ...others] = [...maps].sort((a, b) => a.size - b.size);
    return [...rarest.keys()].filter((place) => others.every((map) => map.has(place)));
  };

  const sum = (maps, place) => maps.reduce((total, map) => total + (map.get(place) ?? 0), 0);

  const find = async (index, query, allowed) => {
    const strict = await Promise.all(
      query.map((word, at) => weighed(index, word, at === query.length - 1)));
    const kept = (places) => (allowed ? places.filter((place) => allowed(place)) : places);
    const exact = strict.length === 1 && !allowed ? strict[0]
      : new Map(kept(common(strict)).map((place) => [place, sum(strict, place)]));
    const found = { exact, near: new Map(), there: strict.map((map) => map.size > 0) };
    if (exact.size >= FEW) return found;
    const loose = (await Promise.all(query.map((word) => loosely(index, word))))
      .map((spellings, at) => better(strict[at], weights(spellings)));
    const all = new Set(common(loose));
    if (!exact.size && all.size < FEW && loose.length > 1) {
      loose.forEach((_, missing) => {
        for (const place of common(loose.filter((__, at) => at !== missing))) all.add(place);
      });
    }
    for (const place of kept([...all])) {
      if (!exact.has(place)) {
        found.near.set(place, [loose.filter((map) => map.has(place)).length, sum(loose, place)]);
      }
    }
    return found;
  };

  // The best of all, without sorting those that nobody will see.
  const top = (scored, most) => {
    if (scored.length > most) {
      const least = Float64Array.from(scored, (one) => one[1]).sort()[scored.length - most];
      scored = scored.filter((one) => one[1] >= least);
    }
    return scored.sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most);
  };

  const ranked = (index, found, most) => {
    const exact = Array.from(found.exact, ([place, weight]) => [place, weight + index.prior[place]]);
    const close = Array.from(found.near, ([place, [count, weight]]) =>
      [place, weight + index.prior[place] + count * WORD]);
    return [...top(exact, most).map(([place]) => ({ place, near: false })),
      ...top(close, most).map(([place]) => ({ place, near: true }))].slice(0, most);
  };

  // Facets: one sign or more for each place.
  const columns = new Map();
  const column = async (name) => {
    if (!columns.has(name)) {
      const data = await load(`f/${name}`);
      const codes = [];
      for (let at = 0; at < data.column.length; at += data.width) {
        let code = 0;
        for (let sign = 0; sign < data.width; sign += 1) {
          code = code * SIGNS.length + VALUE.get(data.column.charCodeAt(at + sign));
        }
        codes.push(code);
      }
      columns.set(name, { ...data, codes });
    }
    return columns.get(name);
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

  const everything = (index, allowed) => {
    const places = [...Array(index.count).keys()];
    return allowed ? places.filter(allowed) : places;
  };

  const asked = (text) => words(text).slice(0, MOST_WORDS);

  // The places that are counted, the hits in their order, and which words are there as typed.
  const answer = async (text, filters = {}, most = MOST_HITS) => {
    const index = await open();
    const query = asked(text);
    const allowed = await permission(filters);
    if (!query.length) {
      const places = text.trim() ? [] : everything(index, allowed);
      const hits = places.slice(0, most).map((place) => ({ place, near: false }));
      return { hits, counted: places, there: [] };
    }
    const found = await find(index, query, allowed);
    const counted = found.exact.size ? [...found.exact.keys()] : [...found.near.keys()];
    return { hits: ranked(index, found, most), counted, there: found.there };
  };

  const surface = async (index, term) => (await entryOf(index, term))?.[3] ?? term;

  const suggest = async (text, there) => {
    const index = await open();
    const made = [];
    for (const [at, word] of asked(text).entries()) {
      const meant = there[at] ? word : (await guesses(index, word))[0];
      if (meant) made.push(await surface(index, meant));
    }
    const suggestion = made.join(" ");
    if (!suggestion) return "";
    const { hits } = await answer(suggestion);
    return hits.length && !hits[0].near ? suggestion : "";
  };

  const search = async (text, filters = {}, most = MOST_HITS) => {
    const { hits, counted, there } = await answer(text, filters, most);
    const missed = text.trim() && (!hits.length || hits[0].near);
    return { hits, total: counted.length, suggestion: missed ? await suggest(text, there) : "" };
  };

  const record = async (place) => {
    const index = await open();
    const chunk = await load(`r/${Math.floor(place / index.recordsAFile)}`);
    return chunk[place % index.recordsAFile];
  };

  const facets = async (text, filters = {}) => {
    const index = await open();
    const chosen = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
    const { counted } = await answer(text, chosen);
    const made = {};
    for (const name of index.facets) {
      const { [name]: own, ...others } = chosen;
      const places = own ? (await answer(text, others)).counted : counted;
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

  const start = (where) => { root = where; };

  return { start, take, search, facets, record, marks };
})();
window.forgeSearch.start(document.body?.dataset.root ?? "");
