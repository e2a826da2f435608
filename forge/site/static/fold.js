// The search normaliser, step by step the same as forge/text/fold.py; both are held to
// tests/text/fold_vectors.json.
"use strict";

window.forgeFold = (() => {
  const LETTERS = {
    "ـ": "", "ء": "", "ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي", "گ": "ك", "ڭ": "ك",
    "ݣ": "ك", "ڨ": "ك", "ڤ": "ف", "پ": "ب", "œ": "oe", "æ": "ae", "ß": "ss", "ɣ": "gh",
    "γ": "gh", "ε": "ɛ",
    "'": "'", "’": "'", "‘": "'", "ʼ": "'",
  };
  for (const series of ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]) {
    [...series].forEach((digit, value) => { LETTERS[digit] = String(value); });
  }
  const TIFINAGH = {};
  const LATIN = [..."abgddefkhhɛxqijlmnurr", "gh", ..."sscttwyzzpv"];
  [..."ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥⵒⵠ"].forEach((letter, at) => { TIFINAGH[letter] = LATIN[at]; });
  const ELISIONS = new Set(["c", "d", "j", "l", "m", "n", "s", "t", "qu"]);
  const STOP_WORDS = new Set(("a,au,aux,dans,de,des,du,en,et,la,le,les,par,pour,sur,un,une," +
    "and,for,in,of,the,to,في,من,علي,عن").split(","));
  const ARTICLES = ["وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل"];
  const MISTYPED = ["ال", "لل", "وال", "بال"];
  const SUFFIXES = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا"];
  const SHORTEST = 3;

  const letter = (character) => {
    if (Object.hasOwn(LETTERS, character)) return LETTERS[character];
    if (/^\p{Mn}$/u.test(character)) return "";
    return /^[\p{L}\p{Nd}]$/u.test(character) ? character : " ";
  };

  const fold = (text) => {
    const letters = text.toLowerCase().replace(/[ⵯʷ]/gu, "").normalize("NFKD").toLowerCase();
    return [...letters].map(letter).join("").split(" ").filter(Boolean).join(" ");
  };

  const words = (text) => {
    const found = [];
    for (const piece of fold(text).split(" ")) {
      const parts = piece.split("'");
      const last = parts.pop();
      found.push(...parts.filter((head) => !ELISIONS.has(head)), last);
    }
    return found.filter((word) => word && !STOP_WORDS.has(word));
  };

  const latinStem = (word) => {
    if (word.endsWith("eaux")) return word.slice(0, -1);
    if (word.endsWith("aux") && word.length > 4) return word.slice(0, -2) + "l";
    if (/[sx]$/.test(word) && word.length > SHORTEST && word.at(-2) !== "s") word = word.slice(0, -1);
    if (word.endsWith("e") && word.length > SHORTEST) word = word.slice(0, -1);
    const twice = word.length > SHORTEST && word.at(-1) === word.at(-2);
    if (twice && !/[aeiouy]$/.test(word)) word = word.slice(0, -1);
    return word.length > SHORTEST && word.endsWith("y") ? word.slice(0, -1) + "i" : word;
  };

  // By code points, as Python counts; some letters are two units of a JavaScript string.
  const size = (word) => [...word].length;

  const carries = (word, prefix) => word.startsWith(prefix) && size(word) - prefix.length >= SHORTEST;

  const core = (word) => {
    for (;;) {
      const prefix = ARTICLES.find((one) => carries(word, one));
      if (!prefix) return word;
      word = word.slice(prefix.length);
    }
  };

  const arabicStem = (word) => {
    word = core(word);
    if (carries(word, "و")) word = core(word.slice(1));
    for (let time = 0; time < 2; time += 1) {
      const suffix = SUFFIXES.find((one) => word.endsWith(one) && size(word) - one.length >= SHORTEST);
      if (suffix) word = word.slice(0, -suffix.length);
    }
    return word;
  };

  const stem = (word) => {
    if (/^[a-z]*$/.test(word)) return latinStem(word);
    return /^[\u0600-\u06ff]/.test(word) ? arabicStem(word) : word;
  };

  const gather = () => {
    const made = new Map();
    return [made, (form, percent) => { if (!made.has(form)) made.set(form, percent); }];
  };

  const forms = (word) => {
    const own = core(word);
    const [made, add] = gather();
    add(own, 100);
    const latin = [...own].map((one) => TIFINAGH[one] ?? one).join("");
    if (latin !== own) add(latin, 90);
    const letters = [...own];
    if (ARTICLES.includes(letters.slice(0, -2).join(""))) add(letters.slice(-2).join(""), 80);
    add(stem(own), 80);
    return [...made];
  };

  const near = (one, other) => {
    let [a, b] = [[...one], [...other]];
    if (Math.abs(a.length - b.length) > 1) return false;
    const least = Math.min(a.length, b.length);
    let start = 0;
    while (start < least && a[start] === b[start]) start += 1;
    a = a.slice(start);
    b = b.slice(start);
    const same = (left, right) => left.join("") === right.join("");
    if (a.length === b.length) {
      if (same(a.slice(1), b.slice(1))) return true;
      return a.length > 1 && a[0] === b[1] && a[1] === b[0] && same(a.slice(2), b.slice(2));
    }
    return a.length > b.length ? same(a.slice(1), b) : same(a, b.slice(1));
  };

  const looseForms = (word) => {
    const [made, add] = gather();
    const letters = [...word];
    if (/^[بلكف]/.test(word) && letters.length > SHORTEST) {
      const rest = core(word.slice(1));
      add(rest, 30);
      add(stem(rest), 30);
    }
    if (/^[\u0600-\u06ff]/.test(word) && core(word) === word) {
      for (let length = 1; length < 5; length += 1) {
        const rest = letters.slice(length).join("");
        const head = letters.slice(0, length).join("");
        const mended = MISTYPED.some((article) => head !== article && near(head, article));
        if (size(rest) >= SHORTEST && mended) {
          add(rest, 25);
          add(stem(rest), 25);
        }
      }
      if (/^ا.ل/u.test(word) && letters.length - 2 >= SHORTEST) {
        add([letters[1], ...letters.slice(3)].join(""), 25);
      }
    }
    return [...made];
  };

  return { fold, words, forms, looseForms, near };
})();
