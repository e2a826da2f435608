// The search normaliser, step by step the same as forge/text/fold.py; both are held to
// tests/text/fold_vectors.json.
"use strict";

window.forgeFold = (() => {
  const LETTERS = {
    "ـ": "", "ء": "", "ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي", "گ": "ك", "ڭ": "ك",
    "ݣ": "ك", "ڨ": "ك", "ڤ": "ف", "پ": "ب", "œ": "oe", "æ": "ae", "ß": "ss", "ɣ": "gh",
    "γ": "gh", "ε": "ɛ",
    "'": "'", "’": "'", "‘": "'", "ʼ": "'", "\u0060": "'", "′": "'", "\u200b": " ",
  };
  for (const series of ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]) {
    [...series].forEach((digit, value) => { LETTERS[digit] = String(value); });
  }
  const DOTTED = /(?<![a-z0-9])(?:[a-z\u0621-\u064a][\u0300-\u036f]*\.){2,}(?:[a-z\u0621-\u064a](?![a-z0-9\u0621-\u064a]))?/g;
  const TIFINAGH = {};
  const LATIN = [..."abgddefkhhɛxqijlmnurr", "gh", ..."sscttwyzzpv"];
  [..."ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥⵒⵠ"].forEach((letter, at) => { TIFINAGH[letter] = LATIN[at]; });
  const ELISIONS = new Set(["c", "d", "j", "l", "m", "n", "s", "t", "qu"]);
  const STOP_WORDS = new Set(("a,au,aux,dans,de,des,du,en,et,la,le,les,par,pour,sur,un,une," +
    "and,for,in,of,the,to,في,من,علي,عن").split(","));
  const LATIN_ENDINGS = [["iqu", "ic"], ["iv", "if"], ["ais", "ai"], ["ois", "oi"], ["eus", "eu"], ["ail", "al"], ["y", "i"]];
  const DERIVED = ("isation,ization,issement,atrice,ation,ateur,ement,ition,iser,izing,ising,ique,isme,iste,able,euse,ance,ence,ment,tion,ante,"
    + "aire,iere,ize,ise,ite,eur,ier,ing,ive,ire,ant,ale,al,ed,er,ee,if,ir,re,le,e").split(",");
  const SHORTEST_ROOT = 4;
  const ARTICLES = ["وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل"];
  const MISTYPED = ["ال", "لل", "وال", "بال"];
  const SUFFIXES = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا"];
  const PRONOUNS = ["هما", "كما", "هم", "هن", "كم", "كن", "نا"];
  const AFTER_OPEN_TA = ["ها", "ان", "ين", "ه", "ي", "ك"];
  const SHORTEST = 3;
  const [CLITIC, MENDED] = [30, 25];

  const letter = (character) => {
    if (Object.hasOwn(LETTERS, character)) return LETTERS[character];
    if (/^[\p{Mn}\p{Cf}]$/u.test(character)) return "";
    return /^[\p{L}\p{Nd}]$/u.test(character) ? character : " ";
  };

  const fold = (text) => {
    const letters = text.toLowerCase().replace(/[ⵯʷ]/gu, "").replaceAll("´", "'").normalize("NFKD").toLowerCase()
      .replace(DOTTED, (found) => found.replaceAll(".", ""));
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
    if (/[ey]aux$/.test(word)) return word.slice(0, -1);
    if (word.endsWith("aux") && word.length > 4) return word.slice(0, -2) + "l";
    if (/[sx]$/.test(word) && word.length > SHORTEST && word.at(-2) !== "s") word = word.slice(0, -1);
    if (word.endsWith("e") && word.length > SHORTEST) word = word.slice(0, -1);
    const twice = word.length > SHORTEST && word.at(-1) === word.at(-2);
    if (twice && !/[aeiouy]$/.test(word)) word = word.slice(0, -1);
    const found = LATIN_ENDINGS.find(([end]) => word.endsWith(end) && word.length - end.length >= SHORTEST);
    return found ? word.slice(0, -found[0].length) + found[1] : word;
  };

  const otherNumber = (word) => {
    if (!/^[a-z]{4,}$/.test(word)) return "";
    return /[sx]$/.test(word) ? word.slice(0, -1) : `${word}s`;
  };

  // What the words made of one root begin with.
  const root = (word) => {
    const one = word.endsWith("s") ? word.slice(0, -1) : word;
    const end = /^[a-z]*$/.test(one) && DERIVED.find((ending) => one.endsWith(ending));
    const found = end ? one.slice(0, -end.length).replace(/([gq])u$/, "$1") : "";
    return found.length >= SHORTEST_ROOT ? found : "";
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

  // The first ending that leaves three letters.
  const ending = (word, endings) =>
    endings.find((one) => word.endsWith(one) && size(word) - one.length >= SHORTEST) ?? "";

  const without = (word, end) => word.slice(0, word.length - end.length);

  const withoutEndings = (word) => {
    if (size(word) === 4 && word.endsWith("ات")) return `${without(word, "ات")}ه`;
    for (;;) {
      const end = ending(word, SUFFIXES);
      if (!end) return word;
      word = without(word, end);
    }
  };

  const arabicStem = (word) => {
    word = core(word);
    return withoutEndings(carries(word, "و") ? core(word.slice(1)) : word);
  };

  const stem = (word) => {
    if (/^[a-z]*$/.test(word)) return latinStem(word);
    return /^[\u0600-\u06ff]/.test(word) ? arabicStem(word) : word;
  };

  const gather = () => {
    const made = new Map();
    return [made, (form, percent) => { if (!made.has(form)) made.set(form, percent); }];
  };

  // The word of two letters after an article.
  const shortWord = (word) => {
    const letters = [...word];
    return ARTICLES.includes(letters.slice(0, -2).join("")) ? letters.slice(-2).join("") : "";
  };

  const forms = (word) => {
    const own = core(word);
    const [made, add] = gather();
    add(own, 100);
    const latin = [...own].map((one) => TIFINAGH[one] ?? one).join("");
    if (latin !== own) add(latin, 90);
    const short = shortWord(own);
    if (short) add(short, 80);
    if (own.startsWith("و")) add(withoutEndings(own), 80);
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

  const withoutClitics = function* (word) {
    const length = size(word);
    if (/^[بلكف]/.test(word) && length > SHORTEST) yield [core(word.slice(1)), CLITIC];
    if (/^[بلكفو]/.test(word) && length === SHORTEST) yield [word.slice(1), MENDED];
    if (/^و[بلكف]/.test(word) && length - 2 >= SHORTEST) yield [core(word.slice(2)), length - 2 > SHORTEST ? CLITIC : MENDED];
  };

  const withoutPronoun = function* (word) {
    word = core(word);
    const pronoun = ending(word, PRONOUNS);
    if (pronoun) yield [without(word, pronoun), CLITIC];
    const end = pronoun || ending(word, AFTER_OPEN_TA);
    const rest = without(word, end);
    if (end && /[^ا]ت$/.test(rest)) yield [`${without(rest, "ت")}ه`, CLITIC];
  };

  const mended = function* (word) {
    if (core(word) !== word) return;
    const letters = [...word];
    for (let length = 1; length < 5; length += 1) {
      const head = letters.slice(0, length).join("");
      const wrong = MISTYPED.some((article) => head !== article && near(head, article));
      if (letters.length - length >= SHORTEST && wrong) yield [letters.slice(length).join(""), MENDED];
    }
    for (const article of MISTYPED) {
      const at = article.length;
      const swapped = letters.slice(0, at - 1).join("") === article.slice(0, -1) && letters[at] === article.at(-1);
      if (swapped && letters.length - at >= SHORTEST) yield [[letters[at - 1], ...letters.slice(at + 1)].join(""), MENDED];
    }
  };

  const looseForms = (word) => {
    if (!/^[\u0600-\u06ff]/.test(word)) return [];
    const [made, add] = gather();
    for (const [rest, percent] of [...withoutClitics(word), ...withoutPronoun(word), ...mended(word)]) {
      add(rest, percent);
      add(stem(rest), percent);
    }
    return [...made];
  };

  return { fold, words, forms, looseForms, near, otherNumber, root, shortWord };
})();
