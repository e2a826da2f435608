// The files of the search, read as they are needed; docs/search.md describes them. The data are those
// of forge/site/search_data.py.
"use strict";

window.forgeLists = (() => {
  const { forms, near } = window.forgeFold;
  const SHORTEST_PREFIX = 3;
  const [MOST_COMPLETIONS, MOST_COMPLETED, MOST_GUESSES] = [30, 20000, 8];
  const [SHORTEST_GUESS, EDGE] = [3, 2];
  const SIGNS = [...Array(94).keys()].map((at) => String.fromCharCode(at + 33))
    .filter((sign) => !"\"\\<>&:|'".includes(sign)).slice(0, 88);
  const BASE = SIGNS.length / 2;
  const VALUE = new Map(SIGNS.map((sign, at) => [sign.charCodeAt(0), at]));
  // No number is as high as the step.
  const STEP = 2 ** 24;
  const [MOST_ONES, FULL] = [12, 24];
  const SIX = SIGNS.slice(0, 64).map((_, value) => value.toString(2).padStart(6, "0"));
  // Of more places the whole order is as soon read as their records.
  const MOST_RECORDS = 100;

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

  // "ab cd:xyz|ef:g": beginnings, by the signs that follow them.
  const listed = (text) => text.split("|").filter(Boolean).flatMap((part) => {
    const colon = part.indexOf(":");
    return part.slice(0, colon).split(" ").map((beginning) => [beginning, new Set(part.slice(colon + 1))]);
  });
  const keys = (text) => listed(text).flatMap(([beginning, signs]) => [...signs].map((sign) => beginning + sign));

  let opened;
  const open = () => {
    opened ??= load("index").then((index) => {
      for (const name of ["shards", "near"]) {
        index[name] = new Set(keys(index[name]));
        index[`${name}Parts`] = new Map(listed(index[`${name}Parts`]));
      }
      index.codes = new Int16Array(index.slots).fill(-1);
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

  // Numbers: digits of 44 signs, the lowest first; the last digit is one of the other 44.
  const numbersOf = (text, start) => {
    const found = [];
    let [value, unit] = [0, 1];
    for (let at = start; at < text.length; at += 1) {
      const sign = VALUE.get(text.charCodeAt(at));
      if (sign >= BASE) {
        value += (sign - BASE) * unit;
        unit *= BASE;
      } else {
        found.push(value + sign * unit);
        [value, unit] = [0, 1];
      }
    }
    return found;
  };

  const groupsOf = (text) => (text ? text.split("|") : []).map((group) => {
    const colon = group.indexOf(":");
    return [Number(group.slice(0, colon)), group, colon + 1];
  });

  // Where a place stands among all, the lower the better.
  const rank = (index, place) => index.codes[place] * STEP + place;

  // How many places of a list with so many stand before a rank, if its places are spread evenly.
  const expected = (index, behind, count) => {
    const code = Math.floor(behind / STEP);
    const before = index.standing.reduce((sum, [one, many]) =>
      sum + (one < code ? many : one === code ? many * (behind % STEP) / index.slots : 0), 0);
    return count * before / index.count;
  };

  // Places by weight. Those of a short list are all there, each with its code; of a long one the best,
  // and behind the rank `cut` there are more.
  const whole = (index, text) => groupsOf(text).map(([weight, group, start]) => {
    const told = numbersOf(group, start);
    const places = [];
    let place = -1;
    for (let at = 0; at < told.length; at += 2) {
      place += told[at] + 1;
      index.codes[place] = told[at + 1];
      places.push(place);
    }
    return { weight, places, count: places.length, cut: Infinity };
  });

  // A run: the next best, each by how much its code and, where that is the same, its number is more.
  const append = (index, group, text, start) => {
    const told = numbersOf(text, start);
    let place = group.places.at(-1) ?? -1;
    let code = place < 0 ? 0 : index.codes[place];
    for (let at = 0; at < told.length; at += 2) {
      code += told[at];
      place = (told[at] ? -1 : place) + told[at + 1] + 1;
      index.codes[place] = code;
      group.places.push(place);
    }
    group.runs += 1;
    group.cut = group.places.length < group.count ? rank(index, place) : Infinity;
  };

  const heads = (index, text) => groupsOf(text).map(([weight, part, start]) => {
    const colon = part.indexOf(":", start);
    const group = { weight, places: [], count: Number(part.slice(start, colon)), runs: 0, cut: 0 };
    append(index, group, part, colon + 1);
    return group;
  });

  // How many places of a list have been read when so many are wanted; all that its runs have at most.
  const reach = (index, group, wanted) => {
    let [places, run] = [group.places.length, group.runs];
    while (places < wanted && places < group.count && run < index.runs.length) {
      places = Math.min(places + index.runs[run], group.count);
      run += 1;
    }
    return { places, run };
  };

  // Read on until so many are there.
  const extend = async (index, { name }, group, wanted) => {
    const { run } = reach(index, group, wanted);
    const numbers = [...Array(run).keys()].slice(group.runs);
    const texts = await Promise.all(numbers.map((number) => load(`p/${name}-${group.weight}-${number - 1}`)));
    texts.forEach((text, at) => {
      // Another search may have read it meanwhile.
      if (group.runs === numbers[at]) append(index, group, text, 0);
    });
  };

  // Lengths: so many without the term, so many with it, and so on. In bits: a quotient in ones, a nought
  // and a remainder, or twelve ones and the length in full.
  const lengthsOf = (text, start) => {
    const sizes = [VALUE.get(text.charCodeAt(start)), VALUE.get(text.charCodeAt(start + 1))];
    let bits = "";
    for (let at = start + 2; at < text.length; at += 1) bits += SIX[VALUE.get(text.charCodeAt(at))];
    const found = [];
    let at = 0;
    const number = (size) => {
      at += size;
      return size ? parseInt(bits.slice(at - size, at), 2) : 0;
    };
    // Behind the last nought there are only ones that fill a sign.
    for (let nought = bits.indexOf("0"); nought >= 0; nought = bits.indexOf("0", at)) {
      const [ones, size] = [nought - at, sizes[found.length % 2]];
      at += Math.min(ones + 1, MOST_ONES);
      found.push(ones < MOST_ONES ? ones * 2 ** size + number(size) : number(FULL));
    }
    return found;
  };

  // The weights in one piece of a long list, by place; 0 for what is not there.
  const piece = async (list, number) => {
    if (!list.read.has(number)) {
      const text = await load(`p/${list.name}-${number}`);
      const weights = new Uint16Array(2 ** list.shift);
      for (const [weight, group, start] of groupsOf(text)) {
        let place = -1;
        lengthsOf(group, start).forEach((length, at) => {
          if (at % 2) {
            weights.fill(weight, place, place + length + 1);
            place += length + 1;
          } else place += length + 1;
        });
      }
      list.read.set(number, weights);
    }
    return list.read.get(number);
  };

  const pieceOf = (list, place) => place >> list.shift;

  // What a place weighs by the pieces that were read; nothing where its piece was not.
  const weightAt = (list, place) => list.read.get(place >> list.shift)?.[place & list.mask];

  const complete = (list) => Promise.all([...Array(list.pieces).keys()].map((number) => piece(list, number)));

  const known = new Map();
  // A list by its text or by the name of its file.
  const read = async (index, text, term) => {
    const named = /^[@+]/.test(text) ? text.slice(1) : "";
    const data = named ? await load(`p/${named}`) : text;
    if (!known.has(term)) {
      known.set(term, typeof data === "string" ? { groups: whole(index, data), pieces: 0 }
        : { groups: heads(index, data.head), ...data, name: named, mask: 2 ** data.shift - 1, read: new Map() });
    }
    return known.get(term);
  };

  const postings = async (index, term) => {
    if (known.has(term)) return known.get(term);
    const entry = await entryOf(index, term);
    return entry ? read(index, entry[2], term) : { groups: [], pieces: 0 };
  };

  // What the stem of a word has besides the word, where the list of the word brings it.
  const besides = async (index, term) => {
    const entry = await entryOf(index, term);
    if (entry?.[2][0] !== "+") return null;
    return read(index, (await postings(index, term)).rest, `${term} besides`);
  };

  // The code of every place: what nobody needs before thousands of places are ranked.
  const order = async (index) => {
    if (index.ordered) return;
    const { values, codes } = await decoded("order");
    index.codes.set(codes.map((code) => values[code] ?? -1));
    index.ordered = true;
  };

  // The codes of a few places come with their records.
  const ranked = async (index, places) => {
    const unknown = places.filter((place) => index.codes[place] < 0);
    if (unknown.length > MOST_RECORDS) return order(index);
    const records = await Promise.all(unknown.map(record));
    unknown.forEach((place, at) => { index.codes[place] = records[at].code; });
    return undefined;
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

  const surface = async (index, term) => (await entryOf(index, term))?.[3] ?? term;

  const record = (place) => load(`r/${place}`);

  // One sign or more for each place.
  const decoded = async (name) => {
    const data = await load(name);
    const codes = [];
    for (let at = 0; at < data.column.length; at += data.width) {
      let code = 0;
      for (let sign = 0; sign < data.width; sign += 1) {
        code = code * SIGNS.length + VALUE.get(data.column.charCodeAt(at + sign));
      }
      codes.push(code);
    }
    return { ...data, codes };
  };

  const columns = new Map();
  const column = async (name) => {
    if (!columns.has(name)) columns.set(name, await decoded(`f/${name}`));
    return columns.get(name);
  };

  const start = (where) => { root = where; };

  return {
    start, take, open, rank, expected, postings, besides, reach, extend, pieceOf, piece, weightAt, complete, order, ranked, completions, guesses,
    surface, record, column, commonest, STEP,
  };
})();
window.forgeSearch = { take: window.forgeLists.take };
window.forgeLists.start(document.body?.dataset.root ?? "");
