"""Files made to be slow or large: bounded, whatever they hold."""

from __future__ import annotations

import random
import tracemalloc

import pytest

from forge.licensing.recognise import recognise
from forge.licensing.recognise.align import Text
from forge.licensing.recognise.data import load
from forge.licensing.recognise.match import find_texts

_SIZE = 5_000_000
# Words, characters, and the shingles of them: 1 MiB of text in memory, a few times over.
_MOST_MEMORY = 120_000_000


def _noise() -> bytes:
    return random.Random(7).randbytes(_SIZE)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"license " * 1_000_000, id="one word a million times"),
        pytest.param(b"the " * (_SIZE // 4), id="a word of every licence"),
        pytest.param(b"<" * _SIZE, id="tags that never end"),
        pytest.param(b"](" * (_SIZE // 2), id="links that never end"),
        pytest.param(b"\n" * _SIZE, id="empty lines"),
        pytest.param(b"\0" * _SIZE, id="zeros"),
        pytest.param("許可".encode() * (_SIZE // 6), id="ideographs"),
        pytest.param(b"SPDX-License-Identifier: MIT OR " * (_SIZE // 32), id="tags of a tag"),
        pytest.param(_noise(), id="noise"),
    ],
)
def test_a_large_file_needs_bounded_memory_and_holds_no_licence(data: bytes) -> None:
    load()
    tracemalloc.start()
    try:
        found = recognise(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert found.state != "text"
    assert found.truncated
    assert peak < _MOST_MEMORY


def test_all_licences_ten_times_over_are_found_within_the_limit() -> None:
    corpus = load()
    letters = "".join(known.text for known in corpus.known)[:150_000] * 2
    full, partial = find_texts(Text(letters, corpus.copyright, corpus.weak, corpus.turning), corpus)

    # The list holds some 800 texts; each place of the text is explained once.
    assert len(full) > 100
    assert len(full) + len(partial) < 2 * len(corpus.known)


@pytest.mark.parametrize("length", [0, 1, 2, 3, 10, 100, 1000])
def test_any_bytes_have_a_recognition(length: int) -> None:
    data = random.Random(length).randbytes(length)

    assert recognise(data).expression == ""
