"""A registry as a table for a spreadsheet: `export_rows.py REGISTRY > table.csv`."""

import csv
import sys

import forge


def main(address: str) -> int:
    """Write one row for each algorithm."""
    rows = forge.Registry(address).rows()
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
