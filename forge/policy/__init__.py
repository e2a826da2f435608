"""The registry's rules: small generators of problems over values."""
