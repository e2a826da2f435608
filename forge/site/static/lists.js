// The files of the search, read as they are needed; docs/search.md describes them. The data are those
// of forge/site/search_data.py.
"use strict";

window.forgeLists = (() => {
  const { forms, near, otherNumber, shortWord } = window.forgeFold;
  const SHORTEST_PREFIX = 3;
  const [MOST_COMPLETIONS, MOST_COMPLETED, MOST_GUESSES] = [30, 20000, 8];
  const [SHORTEST_GUESS, EDGE] = [3, 2];
  const SIGNS = [...Array(94).keys()].map((at) => String.fromCharCode(at + 33))
    .filter((sign) => !"\"\\<>&:|'".includes(sign));
  const BASE = SIGNS.length / 2;
  const VALUE = new Map(SIGNS.map((sign, at) => [sign.charCodeAt(0), at]));
  // No number is as high as the step.
  const STEP = 2 ** 24;
  const [MOST_ONES, FULL] = [12, 24];
  const SIX = SIGNS.slice(0, 64).map((_, value) => value.toString(2).padStart(6, "0"));
  // Of more places the whole order is as soon read as their records.
  const MOST_RECORDS = 100;
  // The bytes around what a script says, and those of a place in a run.
  const [SCRIPT, PLACE] = [100, 2.5];

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

  // What stands under a text is in the file whose number is the hash of the text: its CRC-32.
  const hashOf = (text) => {
    let hash = -1;
    for (const byte of new TextEncoder().encode(text)) {
      hash ^= byte;
      for (let bit = 0; bit < 8; bit += 1) hash = (hash >>> 1) ^ (hash & 1 ? 0xedb88320 : 0);
    }
    return ~hash;
  };

  const hexOf = (text) => [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  const under = async (index, folder, text) => {
    const there = await load(`${folder}/${hashOf(text) & index[folder]}`);
    return Object.hasOwn(there, text) ? there[text] : "";
  };

  // "ab cd:xyz|ef:g": beginnings, by the signs that follow them.
  const listed = (text) => text.split("|").filter(Boolean).flatMap((part) => {
    const colon = part.indexOf(":");
    return part.slice(0, colon).split(" ").map((beginning) => [beginning, new Set(part.slice(colon + 1))]);
  });
  const keys = (text) => listed(text).flatMap(([beginning, signs]) => [...signs].map((sign) => beginning + sign));

  let opened;
  const open = () => {
    opened ??= load("index").then((index) => {
      index.words = new Set(keys(index.words));
      index.wordsParts = new Map(listed(index.wordsParts));
      index.codes = new Int16Array(index.slots).fill(-1);
      // About the bytes of lists that were read.
      index.spent = 0;
      return index;
    }).catch((error) => { opened = undefined; throw error; });
    return opened;
  };

  // The list of a term, or the name of its file, and how the term is spelled.
  const entryOf = async (index, term) => [await under(index, "t", term)].flat();

  // Numbers: digits of half of the signs, the lowest first; the last one is of the other half.
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

  // The weights of other terms with which nothing has this one.
  const apartOf = (told) => new Set(Object.entries(told ?? {})
    .flatMap(([weight, terms]) => terms.split(" ").map((term) => `${weight} ${term}`)));

  const heads = (index, { head, apart }, term) => groupsOf(head).map(([weight, part, start]) => {
    const colon = part.indexOf(":", start);
    const count = Number(part.slice(start, colon));
    const group = { weight, places: [], count, runs: 0, cut: 0, name: `${weight} ${term}`, apart: apartOf(apart[weight]) };
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

  // The bytes of what is read on until so many are there; 0 where runs do not have them.
  const readingOn = (index, group, wanted) => (reach(index, group, wanted).places - group.places.length) * PLACE;

  const extend = async (index, { name }, group, wanted) => {
    const { run } = reach(index, group, wanted);
    const numbers = [...Array(run).keys()].slice(group.runs);
    index.spent += readingOn(index, group, wanted);
    const texts = await Promise.all(numbers.map((number) => load(`p/${name}-${group.weight}-${number - 1}`)));
    texts.forEach((text, at) => {
      // Another search may have read it meanwhile.
      if (group.runs === numbers[at]) append(index, group, text, 0);
    });
  };

  // Lengths: so many without the term, so many with it, and so on. In bits: a quotient in ones, a nought
  // and a remainder, or twelve ones and the length in full.
  const lengthsOf = (text) => {
    const sizes = [VALUE.get(text.charCodeAt(0)), VALUE.get(text.charCodeAt(1))];
    let bits = "";
    for (let at = 2; at < text.length; at += 1) bits += SIX[VALUE.get(text.charCodeAt(at))];
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
  const keep = (list, number, text) => {
    const weights = new Uint16Array(2 ** list.shift);
    let free = Uint32Array.from(weights, (_, at) => at);
    text.split("|").forEach((group, nth) => {
      let next = -1;
      lengthsOf(group).forEach((length, at) => {
        if (at % 2) for (const place of free.subarray(next, next + length + 1)) weights[place] = list.groups[nth].weight;
        next += length + 1;
      });
      // The next weight is told of what is left.
      if (next >= 0) free = free.filter((place) => !weights[place]);
    });
    list.read.set(number, weights);
  };

  // What a place weighs by the pieces that were read; nothing where its piece was not.
  const weightAt = (list, place) => list.read.get(place >> list.shift)?.[place & list.mask];

  // The bytes of what was not read.
  const unread = (list) => (list.read.size < list.pieces ? list.size : 0);

  const complete = async (index, list) => {
    if (!unread(list)) return;
    index.spent += list.size;
    const text = await load(`p/${list.name}-all`);
    text.split(" ").forEach((part, number) => { if (!list.read.has(number)) keep(list, number, part); });
  };

  // What is to be read to know what some places weigh: the pieces in which they stand, or all where that
  // is less; and its bytes.
  const lookup = (list, places) => {
    const whole = unread(list);
    const numbers = new Set();
    if (whole) for (const place of places) if (!list.read.has(place >> list.shift)) numbers.add(place >> list.shift);
    const cost = numbers.size * (list.size / list.pieces + SCRIPT);
    return cost < whole ? { cost, numbers } : { cost: numbers.size && whole, numbers: null };
  };

  const look = (index, list, places) => {
    const { cost, numbers } = lookup(list, places);
    if (!numbers) return cost && complete(index, list);
    index.spent += cost;
    return Promise.all([...numbers].map(async (number) => keep(list, number, await load(`p/${list.name}-${number}`))));
  };

  const known = new Map();
  // A list by its text or by the name of its file.
  const read = async (index, text, term) => {
    const named = /^[@+]/.test(text) ? text.slice(1) : "";
    const data = named ? await load(`p/${named}`) : text;
    if (!known.has(term)) {
      known.set(term, typeof data === "string" ? { groups: whole(index, data), pieces: 0 }
        : { ...data, groups: heads(index, data, term), name: named, mask: 2 ** data.shift - 1, read: new Map() });
    }
    return known.get(term);
  };

  const postings = async (index, term) => {
    if (known.has(term)) return known.get(term);
    const [text] = await entryOf(index, term);
    return text ? read(index, text, term) : { groups: [], pieces: 0 };
  };

  // What the stem of a word has besides the word, where the list of the word brings it.
  const besides = async (index, term) => {
    const [text] = await entryOf(index, term);
    if (text[0] !== "+") return null;
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

  // What stands in turns: the rest of a word, and how many have it.
  const countedOf = (text, spell) => {
    const parts = text ? text.split(" ") : [];
    return parts.flatMap((part, at) => (at % 2 ? [] : [[spell(part), Number(parts[at + 1])]]));
  };

  const completions = async (index, beginning) => {
    const letters = [...beginning];
    if (letters.length < SHORTEST_PREFIX) return [];
    let length = EDGE;
    const key = () => letters.slice(0, length).join("");
    let there = index.words.has(key());
    while (there && length < letters.length && index.wordsParts.has(key())) {
      there = index.wordsParts.get(key()).has(letters[length]);
      length += 1;
    }
    const found = there ? await load(`c/${hexOf(key())}`) : "";
    // Where words are parted further those that complete the beginning are told.
    if (typeof found !== "string") return found;
    const terms = countedOf(found, (rest) => key() + rest).filter(([term]) => term !== beginning && term.startsWith(beginning))
      .sort(commonest).slice(0, MOST_COMPLETIONS);
    const chosen = [];
    let total = 0;
    for (const [term, count] of terms) {
      total += count;
      if (chosen.length && total > MOST_COMPLETED) break;
      chosen.push(term);
    }
    return chosen;
  };

  // Of a word of some length one typo leaves so many letters at one of its ends.
  const keptOf = (length) => Math.max(1, Math.floor((length - 1) / 2));

  // The words that have a beginning or an end of such a length in common with one, each with its count.
  const alike = async (index, word) => {
    const letters = [...word];
    const kept = [...new Set([-1, 0, 1].map((more) => keptOf(letters.length + more)))];
    const read = async (key, there, spell) => {
      const text = await under(index, "n", key + there);
      return countedOf(text === "@" ? await load(`n/${key}${hexOf(there)}`) : text, spell);
    };
    const lists = kept.flatMap((length) => {
      const [head, tail] = [letters.slice(0, length).join(""), letters.slice(-length).join("")];
      return [read("h", head, (rest) => head + rest), read("t", tail, (rest) => rest + tail)];
    });
    return (await Promise.all(lists)).flat();
  };

  const nearTo = async (index, typed) => {
    const found = (await Promise.all(typed.map((one) => alike(index, one)))).flat();
    const likely = found.filter(([term]) => !typed.includes(term) && typed.some((one) => near(one, term)));
    return [...new Map(likely)].sort(commonest).slice(0, MOST_GUESSES).map(([term]) => term);
  };

  const guesses = (index, word) => {
    // Two letters are typed for three only where an article tells that they are a word.
    const typed = [forms(word)[0][0]].filter((one) => [...one].length >= SHORTEST_GUESS);
    return nearTo(index, [...typed, shortWord(word)].filter(Boolean));
  };

  // Of a word that nothing has, also what its plural or singular may be meant for.
  const meant = async (index, word) => {
    const found = await guesses(index, word);
    return found.length ? found : nearTo(index, [otherNumber(word)].filter(Boolean));
  };

  const isThere = async (index, word) => Boolean((await entryOf(index, forms(word)[0][0]))[0]);

  const surface = async (index, term) => (await entryOf(index, term))[1] ?? term;

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
    start, take, open, rank, expected, postings, besides, readingOn, extend, unread, lookup, look, complete, weightAt, order, ranked, completions, guesses,
    meant, isThere, surface, record, column, commonest, STEP,
  };
})();
window.forgeSearch = { take: window.forgeLists.take };
window.forgeLists.start(document.body?.dataset.root ?? "");
