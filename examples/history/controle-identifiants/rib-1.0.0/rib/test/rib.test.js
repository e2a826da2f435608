import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { checkRib, mod97, ribKey } from "../index.js";

const vectors = JSON.parse(readFileSync(new URL("rib.json", import.meta.url), "utf8"));

for (const { rib, parts } of vectors.valid) {
  test(`${rib} is accepted and split`, () => {
    assert.deepEqual(checkRib(rib), { valid: true, ...parts });
  });
}

for (const { input, reason } of vectors.invalid) {
  test(`${input} is refused: ${reason}`, () => {
    assert.equal(checkRib(input).valid, false);
  });
}

test("the worked example gives its key", () => {
  const { first22, key, times100_mod97 } = vectors.worked_example;
  assert.equal(mod97(`${first22}00`), times100_mod97);
  assert.equal(ribKey(first22), String(key));
});

test("the key 00 is refused although the number is divisible by 97", () => {
  const trap = "999123000000000000002900";
  assert.equal(mod97(trap), 0);
  assert.deepEqual(checkRib(trap), { valid: false, reason: "key", expected: "97" });
});

// The same pseudo-random numbers on every run.
function* numbers(count) {
  let state = 20261121;
  for (let index = 0; index < count; index += 1) {
    let digits = "999";
    while (digits.length < 22) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      digits += String(state % 10000000).padStart(7, "0");
    }
    yield digits.slice(0, 22);
  }
}

test("one wrong digit is always found", () => {
  for (const first22 of numbers(100)) {
    const rib = first22 + ribKey(first22);
    for (let place = 0; place < 24; place += 1) {
      const other = String((Number(rib[place]) + 1 + (place % 9)) % 10);
      if (other === rib[place]) continue;
      assert.equal(checkRib(rib.slice(0, place) + other + rib.slice(place + 1)).valid, false);
    }
  }
});
