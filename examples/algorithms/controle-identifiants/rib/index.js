// Bank account number (RIB, 24 digits) and IBAN (MA + 26): structure, key, check digits.
// A right key says that no single digit was mistyped; it does not say that the account exists.

const FIELDS = [["bank", 0, 3], ["locality", 3, 6], ["account", 6, 22], ["key", 22, 24]];
// The country letters as digits (M = 22, A = 10) and two zeros, as ISO 13616 moves them to the end.
const COUNTRY = "221000";

/** Remainder of a text of digits by 97, without big numbers. */
export function mod97(digits) {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** Key of the first 22 digits: two digits from 01 to 97, never 00. */
export function ribKey(first22) {
  if (!/^[0-9]{22}$/.test(first22)) throw new RangeError("22 digits expected");
  return String(97 - mod97(`${first22}00`)).padStart(2, "0");
}

/** Text without the spaces that people write between groups. */
export function clean(text) {
  return text.replace(/[ \u00a0\u202f]/g, "").toUpperCase();
}

/**
 * Check a RIB.
 * @returns {{valid: true, bank: string, locality: string, account: string, key: string}
 *   | {valid: false, reason: "form" | "key", expected?: string}}
 */
export function checkRib(text) {
  if (!/^[0-9]{24}$/.test(text)) return { valid: false, reason: "form" };
  const expected = ribKey(text.slice(0, 22));
  // A test of "divisible by 97" alone would accept the key 00.
  if (text.slice(22) !== expected) return { valid: false, reason: "key", expected };
  const parts = FIELDS.map(([name, from, to]) => [name, text.slice(from, to)]);
  return { valid: true, ...Object.fromEntries(parts) };
}

/** IBAN of a RIB; its check digits are 64 whenever the key is right. */
export function toIban(rib) {
  if (!/^[0-9]{24}$/.test(rib)) throw new RangeError("24 digits expected");
  return `MA${String(98 - mod97(rib + COUNTRY)).padStart(2, "0")}${rib}`;
}

/** Check an IBAN of the country, and the RIB inside it. */
export function checkIban(text) {
  if (!/^MA[0-9]{26}$/.test(text)) return { valid: false, reason: "form" };
  const rib = checkRib(text.slice(4));
  if (!rib.valid) return rib;
  const expected = toIban(text.slice(4)).slice(2, 4);
  return text.slice(2, 4) === expected ? rib : { valid: false, reason: "check", expected };
}
