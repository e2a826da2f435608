"""The data file is what the script makes of the SPDX list, and recognises the list's own texts."""

from __future__ import annotations

import runpy
import zlib
from importlib.resources import files
from pathlib import Path

import pytest

from forge.licensing.recognise import LICENCE_DATA
from forge.licensing.recognise.data import load
from tests.support.shared import shared_path

_SCRIPT = Path(__file__).parents[3] / "tools" / "derive_licence_data.py"
_LARGEST = 1_500_000


def _data() -> bytes:
    return files("forge.licensing").joinpath("data/licences.bin").read_bytes()


def test_the_data_are_what_the_script_makes() -> None:
    source = shared_path("spdx", "license-list-XML-src")
    extra = shared_path("spdx", "extra")
    script = runpy.run_path(str(_SCRIPT))

    # Other versions of zlib pack the same in other bytes.
    assert zlib.decompress(script["main"](source, extra)) == zlib.decompress(_data())


def test_the_data_are_small_and_hold_no_text() -> None:
    corpus = load()

    assert len(_data()) < _LARGEST
    assert all(isinstance(number, int) for number in corpus.letters.hashes)


def test_the_data_have_a_version() -> None:
    assert LICENCE_DATA == "spdx-3.29.0"


@pytest.mark.parametrize(
    "identifier", ["MIT", "EUPL-1.2", "CECILL-2.1", "etalab-2.0", "OGL-UK-3.0"]
)
def test_licences_that_administrations_use_are_there(identifier: str) -> None:
    assert any(identifier in known.ids for known in load().known)
