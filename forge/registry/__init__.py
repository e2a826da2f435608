"""The registry: layout, transaction, audit."""
