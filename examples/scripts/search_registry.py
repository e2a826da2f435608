"""Search in any script: `search_registry.py REGISTRY WORDS`."""

import sys

import forge


def main(address: str, *words: str) -> int:
    """Print what the words find, best first; 1 when nothing is found."""
    registry = forge.Registry(address)
    hits: tuple[forge.Hit, ...] = registry.search(" ".join(words), limit=10)
    for hit in hits:
        release = hit.algorithm.latest
        version = release.version if release else "-"
        print(hit.algorithm.id, version, release.manifest.title.best("fr") if release else "")
    return 0 if hits else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
