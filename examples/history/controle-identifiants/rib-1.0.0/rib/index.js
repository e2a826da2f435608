// Bank account number (RIB, 24 digits): structure and key.
// A right key says that no single digit was mistyped; it does not say that the account exists.

const FIELDS = [["bank", 0, 3], ["locality", 3, 6], ["account", 6, 22], ["key", 22, 24]];
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
