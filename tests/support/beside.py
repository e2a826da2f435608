"""What a reader made of a file, and the other files of its repository, held in memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from forge.model.shape import manifest_to_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forge.manifests.reading import Reading

__all__ = ["POM", "Beside", "plain_table"]

POM = """<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <groupId>example.onb</groupId><artifactId>bareme</artifactId>
  <version>${revision}</version>
  <name>Barème des bourses</name>
  <description>Outil de calcul des bourses</description>
  <properties><revision>1.2.0</revision></properties>
  <licenses><license><name>The Apache License, Version 2.0</name>
    <url>http://www.apache.org/licenses/LICENSE-2.0.txt</url></license></licenses>
  <scm><url>https://git.onb.example/sie/bareme</url></scm>
</project>"""


@attrs.frozen
class Beside:
    """Other files of a repository, held in memory."""

    files: Mapping[str, bytes]

    @property
    def is_committed(self) -> bool:
        return True

    def names(self, path: str) -> Sequence[str]:
        start = f"{path}/" if path else ""
        below = [name.removeprefix(start) for name in self.files if name.startswith(start)]
        return sorted(
            {head + ("/" if rest else "") for head, rest, _ in (x.partition("/") for x in below)}
        )

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def read_small(self, path: str, limit: int) -> bytes | None:
        data = self.files.get(path)
        return data if data is not None and len(data) <= limit else None


def plain_table(reading: Reading | None) -> dict[str, object]:
    """Return what a reading holds, the keys of the algorithm beside the sections."""
    assert reading is not None
    found = manifest_to_table(reading.manifest)
    algorithm = found.pop("algorithm")
    return {**algorithm, **found}
