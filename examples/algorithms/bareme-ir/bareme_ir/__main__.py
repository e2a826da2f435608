"""`python -m bareme_ir --brut 120000 --personnes 3 --le 2026-01-01`: the tax and every step."""

import argparse
import datetime
from decimal import Decimal

from bareme_ir import assess


def main() -> None:
    """Print the tax of one salary."""
    parser = argparse.ArgumentParser(prog="bareme_ir")
    parser.add_argument(
        "--brut", type=Decimal, required=True, help="salaire brut imposable, MAD/an"
    )
    parser.add_argument("--personnes", type=int, default=0, help="personnes à charge")
    parser.add_argument(
        "--le", type=datetime.date.fromisoformat, required=True, help="jour de l'année du revenu"
    )
    given = parser.parse_args()
    result = assess(given.le, gross=given.brut, dependants=given.personnes)
    print(f"Barème {result.scale} : {result.tax} MAD par an")
    for step, source in zip(result.steps, result.sources, strict=True):
        print(f"  {step}   [{source}]")


if __name__ == "__main__":
    main()
