"""publiccode.yml 0.2 to 0.7: the metadata file of public bodies."""

from forge.manifests.publiccode.reader import read_publiccode

__all__ = ["read_publiccode"]
