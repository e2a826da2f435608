import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { checkIce, clean, iceControl } from "../index.js";

const vectors = JSON.parse(readFileSync(new URL("ice.json", import.meta.url), "utf8"));

for (const { ice, origin } of vectors.valid) {
  test(`${ice} is accepted (${origin.trim()})`, () => {
    const result = checkIce(ice);
    assert.equal(result.valid, true);
    assert.equal(result.enterprise + result.establishment + result.control, ice);
  });
}

for (const { input, reason } of vectors.invalid) {
  test(`${input} is refused: ${reason}`, () => {
    assert.equal(checkIce(input).valid, false);
  });
}

test("a wrong control is refused by an inferred rule, a wrong form by an official one", () => {
  assert.equal(checkIce("001561191000065").rule, "inferred");
  assert.equal(checkIce("12345").rule, "official");
});

test("spaces go, leading zeros come back on request only", () => {
  const [spaced, short] = vectors.lenient_form;
  assert.equal(clean(spaced.input), spaced.clean);
  assert.equal(checkIce(clean(spaced.input)).valid, true);
  assert.equal(checkIce(clean(short.input)).valid, false);
  assert.equal(clean(short.input, { pad: true }), short.padded);
  assert.equal(checkIce(short.padded).valid, true);
});

test("the control is never 00", () => {
  for (let number = 0; number < 500; number += 1) {
    const control = iceControl(`999${String(number).padStart(6, "0")}0000`);
    assert.match(control, /^(0[1-9]|[1-8][0-9]|9[0-7])$/);
  }
});
