"""Everything derived from one commit of a registry: search, documents."""
