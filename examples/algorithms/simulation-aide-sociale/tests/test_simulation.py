import datetime
import json
import threading
import urllib.request
from pathlib import Path

import pytest
from aide_sociale import AmountsError, amounts_on, known, simulate
from aide_sociale.service import answer, make_server

VECTORS = json.loads(Path(__file__).with_name("social-aid.json").read_text(encoding="utf-8"))
KNOWN = {amounts.id: amounts for amounts in known()}
CASES = [case for case in VECTORS["cases"] if case["version"] in KNOWN]


@pytest.mark.parametrize(
    "case", CASES, ids=lambda c: f"{c['version']}-{'+'.join(c['children']) or 'none'}"
)
def test_every_case_of_the_vectors_is_reproduced(case):
    result = simulate(KNOWN[case["version"]].valid_from, case["children"])

    assert (result.children, result.month) == (case["sum"], case["month"])


def test_the_amounts_are_those_of_the_vectors():
    for row in VECTORS["versions"]:
        if row["id"] in KNOWN:
            amounts = KNOWN[row["id"]]
            assert (amounts.first_ranks, amounts.first_ranks_not_at_school) == (row["u"], row["ns"])
            assert (amounts.later_ranks, amounts.later_ranks_not_at_school) == (
                row["r"],
                row["rns"],
            )
            assert amounts.source


def test_the_periods_follow_each_other_without_gap_or_overlap():
    for before, after in zip(known(), known()[1:], strict=False):
        assert before.valid_to + datetime.timedelta(days=1) == after.valid_from

    assert known()[-1].valid_to is None


def test_a_month_before_the_law_is_refused():
    with pytest.raises(AmountsError):
        amounts_on(datetime.date(2023, 11, 30))


def test_the_service_answers_over_http():
    server = make_server(0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/v1/simulation?le=2023-12-15&enfants=0-5,school,school"
        with urllib.request.urlopen(address) as response:
            body = json.load(response)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert (body["periode"], body["aide_mad_mois"]) == ("2023-12", 600)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/sante", 200),
        ("/v1/simulation?le=2023-12-01", 200),
        ("/v1/simulation?le=hier", 400),
        ("/v1/simulation?le=2023-12-01&enfants=99", 400),
        ("/v1/simulation?le=2020-01-01", 400),
        ("/", 404),
    ],
)
def test_the_service_says_what_it_cannot_answer(target, status):
    assert answer(target)[0] == status
