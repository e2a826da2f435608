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
  const PREFIXES = ["وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و"];
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
    return twice && !/[aeiouy]$/.test(word) ? word.slice(0, -1) : word;
  };

  const arabicStem = (word) => {
    const prefix = PREFIXES.find((one) => word.startsWith(one) && word.length - one.length >= SHORTEST);
    if (prefix) word = word.slice(prefix.length);
    for (let time = 0; time < 2; time += 1) {
      const suffix = SUFFIXES.find((one) => word.endsWith(one) && word.length - one.length >= SHORTEST);
      if (suffix) word = word.slice(0, -suffix.length);
    }
    return word;
  };

  const stem = (word) => {
    if (/^[a-z]*$/.test(word)) return latinStem(word);
    return /^[\u0600-\u06ff]/.test(word) ? arabicStem(word) : word;
  };

  const forms = (word) => {
    const made = new Map([[word, 100]]);
    const add = (form, percent) => { if (!made.has(form)) made.set(form, percent); };
    add(stem(word), 80);
    const latin = [...word].map((one) => TIFINAGH[one] ?? one).join("");
    if (latin !== word) add(latin, 90);
    if (/^[بلكف]/.test(word) && word.length > SHORTEST) {
      add(word.slice(1), 30);
      add(stem(word.slice(1)), 30);
    }
    return [...made];
  };

  return { fold, words, forms };
})();
