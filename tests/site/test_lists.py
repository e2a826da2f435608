"""Lists in signs: what `forge.index.lists` draws is what a browser reads."""

import json
import random
from importlib import resources
from pathlib import Path

import pytest

from forge.index import lists

pytestmark = pytest.mark.browser

SLOTS = 20_000
PAGE = """<!doctype html><meta charset="utf-8"><body data-root="">
<script src="fold.js"></script><script src="lists.js"></script></body>"""

READ = """async () => {
    const index = await forgeLists.open();
    const list = await forgeLists.postings(index, "x");
    const read = list.groups.map(({ count, places, cut }) =>
        ({ count, most: places.length, more: cut < Infinity }));
    for (const group of list.groups) await forgeLists.extend(index, list, group, Infinity);
    await forgeLists.complete(index, list);
    const weights = [...Array(index.slots).keys()]
        .map((place) => forgeLists.weightAt(list, place) ?? 0);
    const groups = list.groups.map(({ weight, places, cut }) => [weight, places, cut === Infinity]);
    return { read, weights, groups, codes: [...index.codes] };
}"""


def numbers_where(chance: float, seed: int) -> list[int]:
    """Some numbers, with a hole of half of all, as between two bodies."""
    rng = random.Random(seed)
    return [n for n in range(SLOTS) if rng.random() < chance and not 5_000 < n < 15_000]


LISTS = {
    "a third": {1000: numbers_where(0.33, 1)},
    "nearly all": {500: numbers_where(0.99, 2)},
    "few beside many": {700: [0, 7, 16_000], 400: numbers_where(0.2, 3)},
    "one in ten": {300: numbers_where(0.1, 4), 100: [SLOTS - 1]},
}


def script(folder: Path, name: str, data: object) -> None:
    path = folder / "search" / f"{name}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"forgeSearch.take({json.dumps(name)},{json.dumps(data)});", "utf-8")


def site(folder: Path, groups: dict[int, list[int]], codes: dict[int, int]) -> Path:
    """A page that can read the list of the term "x"."""
    drawn = lists.drawn(groups, codes)
    assert isinstance(drawn, dict)
    counted = {"count": SLOTS, "slots": SLOTS, "runs": lists.RUNS, "standing": []}
    # With a mask of no bits there is one file, for all terms.
    script(folder, "index", {**counted, "t": 0, "n": 0, "words": "", "wordsParts": ""})
    script(folder, "t/0", {"x": "@x"})
    whole = " ".join(drawn["pieces"])
    told = {**drawn, "pieces": len(drawn["pieces"]), "size": len(whole), "apart": {}}
    script(folder, "p/x", told)
    for name, text in (*enumerate(drawn["pieces"]), *drawn["runs"].items(), ("all", whole)):
        script(folder, f"p/x-{name}", text)
    static = resources.files("forge.site").joinpath("static")
    for name in ("fold.js", "lists.js"):
        (folder / name).write_bytes(static.joinpath(name).read_bytes())
    (folder / "index.html").write_text(PAGE, "utf-8")
    return folder / "index.html"


@pytest.mark.parametrize("name", LISTS)
def test_what_is_drawn_is_what_a_browser_reads(chromium, tmp_path, monkeypatch, name):
    # Lists of a few hundred are cut as those of a large registry are.
    monkeypatch.setattr(lists, "WHOLE", 50)
    monkeypatch.setattr(lists, "RUNS", (3, 16, 256))
    groups = {weight: found for weight, found in LISTS[name].items() if found}
    codes = {number: number * 7919 % 202 for found in groups.values() for number in found}
    page = chromium.new_page()
    page.goto(site(tmp_path, groups, codes).as_uri())
    made = page.evaluate(READ)
    page.close()
    best = {
        weight: sorted(found, key=lambda number: (codes[number], number))[: sum(lists.RUNS)]
        for weight, found in groups.items()
    }

    assert {number: weight for number, weight in enumerate(made["weights"]) if weight} == {
        number: weight for weight, found in groups.items() for number in found
    }
    assert made["groups"] == [
        [weight, found, len(found) == len(groups[weight])] for weight, found in best.items()
    ]
    assert made["read"] == [
        {"count": len(found), "most": min(3, len(found)), "more": len(found) > 3}
        for found in groups.values()
    ]
    known = {number for found in best.values() for number in found}
    assert {n: code for n, code in enumerate(made["codes"]) if code >= 0} == {
        number: codes[number] for number in known
    }
