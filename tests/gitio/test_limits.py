from __future__ import annotations

from pathlib import Path

from forge import source
from forge.gitio import limits

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "limits.md"


def test_every_limit_has_its_reason_in_the_documentation() -> None:
    text = DOCUMENT.read_text("utf-8")

    for name in [*limits.__all__, "MANIFEST_LIMIT", "TAG_LIMIT"]:
        assert f"| `{name}` |" in text
    assert source.TAG_LIMIT == limits.REFS
