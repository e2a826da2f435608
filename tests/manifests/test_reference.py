"""The manual's pages are what the model declares."""

from pathlib import Path

import pytest

from forge.manifests.algorithm_toml import read_algorithm_toml
from forge.manifests.facts import FACTS, Fact
from forge.manifests.reference import manifest_page, transparency_page, write_pages
from forge.model import Manifest
from forge.model.structure import keys_of

_DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["manifest", "transparency"])
def test_a_page_is_what_the_model_declares(name: str, tmp_path: Path) -> None:
    write_pages(tmp_path)

    written = (tmp_path / f"{name}.md").read_text(encoding="utf-8")
    assert (_DOCS / f"{name}.md").read_text(encoding="utf-8") == written, (
        "run: python -m forge.manifests.reference"
    )


def test_every_key_is_on_the_page() -> None:
    page = manifest_page()

    assert [
        name for name in keys_of(Manifest) if f"`{name}`" not in page and f"[{name}" not in page
    ] == []


@pytest.mark.parametrize("item", FACTS, ids=lambda item: item.key)
def test_an_example_of_the_page_is_right(item: Fact) -> None:
    text = f'schema = "forge/1"\n[transparency]\n{item.toml}\n'
    reading = read_algorithm_toml(text.encode(), "algorithm.toml")

    assert reading is not None
    assert reading.problems == ()
    assert reading.manifest != Manifest()
    assert item.toml in transparency_page()
