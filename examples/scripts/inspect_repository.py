"""What would a repository publish, and what is wrong? `inspect_repository.py REPOSITORY`."""

import sys

import forge


def report(draft: forge.Draft) -> None:
    """Print one algorithm of a repository."""
    manifest: forge.Manifest = draft.manifest
    title: forge.Localized = manifest.title
    print(f"{manifest.owner or '?'}/{manifest.name}: {title.best('zgh', 'ar', 'fr')}")
    licensing: forge.Licensing = draft.licensing
    print(f"  license {licensing.declared or 'none'}, {licensing.verdict}")
    for problem in draft.problems:
        print(f"  {describe(problem)}")


def describe(problem: forge.Problem) -> str:
    """Return a problem in French, with its place."""
    place: forge.Place | None = problem.place
    marker = "!" if problem.severity is forge.Severity.ERROR else "-"
    return f"{marker} {place or ''} [{problem.code}] {problem.message('fr')}"


def main(address: str) -> int:
    """Report every algorithm of the repository; 1 when one of them cannot be published."""
    try:
        drafts = forge.inspect_all(address, offline=True)
    except forge.SourceError as error:
        print(error, file=sys.stderr)
        return 1
    for draft in drafts:
        report(draft)
    return 1 if any(draft.errors for draft in drafts) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
