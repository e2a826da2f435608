"""A repository at a commit: versions, hashes, files."""
