"""How much of git forge takes in; each number has its reason in docs/limits.md."""

__all__ = [
    "ARTIFACT_BYTES",
    "BUNDLE_BYTES",
    "COMMAND_SECONDS",
    "CONNECT_SECONDS",
    "FETCH_BLOB",
    "FETCH_BYTES",
    "FETCH_CPU_SECONDS",
    "FETCH_SECONDS",
    "HOST_REQUESTS",
    "HOST_SILENCES",
    "HTTP_FIELDS",
    "HTTP_HEAD_BYTES",
    "HTTP_IDLE_SECONDS",
    "LFS_ANSWER",
    "LINK_BYTES",
    "LISTING_BYTES",
    "LISTING_KEPT",
    "LISTING_SECONDS",
    "OBJECT_BYTES",
    "OBJECT_SECONDS",
    "ORIGIN_SECONDS",
    "OUTPUT_BYTES",
    "REFS",
    "REF_NAME",
    "REMOTE_REFS_BYTES",
    "REMOTE_REFS_SECONDS",
    "RETRIEVED_BYTES",
    "RETRIEVED_FILE",
    "TREE_BYTES",
    "URL_LENGTH",
]

KIB = 1024
MIB = 1024 * KIB

# Objects that forge reads itself: commits and tags, and one level of a directory.
OBJECT_BYTES = 1 * MIB
TREE_BYTES = 16 * MIB
# One answer of the long-lived cat-file.
OBJECT_SECONDS = 60

# `git ls-tree -r` of a directory, hashed while it arrives.
LISTING_BYTES = 256 * MIB
LISTING_KEPT = 8 * MIB
LISTING_SECONDS = 120

# Every other local command.
OUTPUT_BYTES = 64 * MIB
COMMAND_SECONDS = 120

REFS = 10_000
REF_NAME = 1000

# The network.
URL_LENGTH = 2048
# A proposal is a record and a line or two; some hundred fit.
BUNDLE_BYTES = 64 * MIB
REMOTE_REFS_BYTES = 16 * MIB
REMOTE_REFS_SECONDS = 60
# Somebody waits, and without an answer nothing is lost but a warning.
ORIGIN_SECONDS = 20
FETCH_BLOB = 256 * KIB
FETCH_BYTES = 512 * MIB
FETCH_SECONDS = 600
FETCH_CPU_SECONDS = 300

# One HTTP request, beside the bytes and seconds of what it is for.
CONNECT_SECONDS = 10
HTTP_IDLE_SECONDS = 30
HTTP_HEAD_BYTES = 64 * KIB
HTTP_FIELDS = 100
# Of one host at the same time; and how often in a row it may be out of reach.
HOST_REQUESTS = 8
HOST_SILENCES = 5

# What is taken to be used, on the user's own word: a file, all of them, and what lies outside git.
RETRIEVED_FILE = 512 * MIB
RETRIEVED_BYTES = 4096 * MIB
LINK_BYTES = 4096
ARTIFACT_BYTES = 65536 * MIB
LFS_ANSWER = 256 * KIB
