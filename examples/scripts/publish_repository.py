"""Publish the tag on HEAD: `publish_repository.py REPOSITORY REGISTRY`."""

import sys

import forge


def say(publication: forge.Publication) -> None:
    """Print what became of one algorithm."""
    release = publication.release
    name = release.reference if release else publication.draft.path or "?"
    print(publication.outcome, name, publication.commit[:7])
    for problem in publication.problems:
        print(f"  {problem}")


def main(repository: str, registry: str) -> int:
    """Publish; 1 when something was refused."""
    try:
        draft = forge.inspect(repository, offline=True)
        print(f"about to publish {draft.manifest.name}")
        publications = forge.publish(repository, registry, offline=True)
    except (forge.SourceError, forge.ManifestError, forge.PolicyError) as error:
        print(f"the repository: {error}", file=sys.stderr)
        return 1
    except forge.ForgeError as error:
        print(f"the registry: {error}", file=sys.stderr)
        return 1
    for publication in publications:
        say(publication)
    return 1 if any(item.outcome == "refused" for item in publications) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
