"""An entry in the format of another catalogue: `convert_entry.py REGISTRY OWNER/NAME FORMAT`."""

import sys

import forge


def main(address: str, reference: str, form: str) -> int:
    """Print the entry in that format, and on stderr what the format cannot say."""
    written: forge.Export = forge.export(forge.Registry(address).get(reference), form)
    print(written.text)
    for loss in written.losses:
        print(loss, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
