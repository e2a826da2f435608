// Company number (ICE, 15 digits): enterprise 9, establishment 4, control 2.
// The structure is official; the control rule is INFERRED from public numbers, see README.md.

const FIELDS = [["enterprise", 0, 9], ["establishment", 9, 13], ["control", 13, 15]];

/** Control of the first 13 digits by the inferred rule: two digits from 01 to 97. */
export function iceControl(first13) {
  if (!/^[0-9]{13}$/.test(first13)) throw new RangeError("13 digits expected");
  let rest = 0;
  for (const digit of `${first13}00`) rest = (rest * 10 + Number(digit)) % 97;
  return String(97 - rest).padStart(2, "0");
}

/** Text without spaces; leading zeros are restored on request only. */
export function clean(text, { pad = false } = {}) {
  const digits = text.replace(/[ \u00a0\u202f]/g, "");
  return pad ? digits.padStart(15, "0") : digits;
}

/**
 * Check an ICE. `rule` says how sure the verdict is: "official" for the form, "inferred" for the
 * control, so that a caller may warn instead of refusing.
 */
export function checkIce(text) {
  if (!/^[0-9]{15}$/.test(text)) return { valid: false, reason: "form", rule: "official" };
  const expected = iceControl(text.slice(0, 13));
  if (text.slice(13) !== expected) {
    return { valid: false, reason: "control", rule: "inferred", expected };
  }
  const parts = FIELDS.map(([name, from, to]) => [name, text.slice(from, to)]);
  return { valid: true, rule: "inferred", ...Object.fromEntries(parts) };
}
