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
  // The code of a number that no algorithm has; no number is as high as the step.
  const [NOBODY, STEP] = [255, 2 ** 24];

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

  // All places of a term by weight; each brings its code.
  const whole = (index, text) => groupsOf(text).map(([weight, group, start]) => {
    const told = numbersOf(group, start);
    const places = [];
    let place = -1;
    for (let at = 0; at < told.length; at += 2) {
      place += told[at] + 1;
      index.codes[place] = told[at + 1];
      places.push(place);
    }
    return { weight, places, cut: Infinity };
  });

  // Where a place stands among all, the lower the better.
  const rank = (index, place) => index.codes[place] * STEP + place;

  // The best places of a term by weight, and behind which rank there are more.
  const heads = (index, text) => groupsOf(text).map(([weight, group, start]) => {
    const told = numbersOf(group, start + 2);
    const places = [];
    let code = 0;
    for (let at = 0; at < told.length; at += 2) {
      code += told[at];
      index.codes[told[at + 1]] = code;
      places.push(told[at + 1]);
    }
    const more = group[start] === "1";
    return { weight, places, cut: more ? rank(index, places.at(-1)) : Infinity };
  });

  // The weight of every place of one piece.
  const piece = async (list, number) => {
    if (!list.read.has(number)) {
      const found = new Map();
      for (const [weight, group, start] of groupsOf(await load(`p/${list.name}-${number}`))) {
        let place = number * 2 ** list.shift - 1;
        for (const step of numbersOf(group, start)) {
          place += step + 1;
          found.set(place, weight);
        }
      }
      list.read.set(number, found);
    }
    return list.read.get(number);
  };

  const known = new Map();
  const read = async (index, entry, term) => {
    const named = entry[2].startsWith("@") ? entry[2].slice(1) : "";
    const data = named ? await load(`p/${named}`) : entry[2];
    const list = typeof data === "string" ? { groups: whole(index, data), pieces: 0 }
      : { groups: heads(index, data.head), ...data, name: named, read: new Map() };
    known.set(term, list);
    return list;
  };

  const postings = async (index, term) => {
    if (known.has(term)) return known.get(term);
    const entry = await entryOf(index, term);
    return entry ? read(index, entry, term) : { groups: [], pieces: 0 };
  };

  // The code of every place: what nobody needs before thousands of places are ranked.
  const order = async (index) => {
    if (index.ordered) return;
    const text = await load("order");
    for (let place = 0; place < index.slots; place += 1) {
      const code = VALUE.get(text.charCodeAt(2 * place)) * SIGNS.length + VALUE.get(text.charCodeAt(2 * place + 1));
      index.codes[place] = code === NOBODY ? -1 : code;
    }
    index.ordered = true;
  };

  // All of a long list instead of its heads.
  const complete = async (index, list) => {
    if (!list.pieces) return;
    const numbers = [...Array(list.pieces).keys()];
    const [all] = await Promise.all([Promise.all(numbers.map((number) => piece(list, number))), order(index)]);
    const groups = new Map();
    for (const found of all) {
      for (const [place, weight] of found) {
        if (!groups.has(weight)) groups.set(weight, []);
        groups.get(weight).push(place);
      }
    }
    list.groups = [...groups].map(([weight, places]) => ({ weight, places, cut: Infinity }));
    list.pieces = 0;
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

  const record = async (place) => {
    const index = await open();
    const chunk = await load(`r/${Math.floor(place / index.recordsAFile)}`);
    return chunk[place % index.recordsAFile];
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

  const start = (where) => { root = where; };

  return { start, take, open, rank, piece, postings, order, complete, completions, guesses, surface, record, column, commonest, STEP };
})();
window.forgeSearch = { take: window.forgeLists.take };
window.forgeLists.start(document.body?.dataset.root ?? "");
