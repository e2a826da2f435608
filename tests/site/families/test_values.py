"""What the pages of one algorithm show, as values."""

from forge.model import AlgorithmId
from forge.model.difference import histories
from forge.site.families.autonomy import autonomy
from forge.site.families.history import history
from forge.site.families.relations import relations
from forge.site.families.structured import structured_data
from forge.site.families.usage import commands
from forge.text import Localized
from tests.support.content import algorithm, full_algorithm, release
from tests.support.registry_of_all import CONTENT, catalogue_of, engine


def test_a_history_tells_versions_marks_and_services_the_newest_first():
    told = [(moment.day, moment.kind) for moment in history(engine())]

    assert told == [
        ("2026-03-03", "release"),
        ("2025-05-01", "began"),
        ("2025-04-30", "ended"),
        ("2025-03-02", "release"),
        ("2025-01-15", "mark"),
        ("2024-04-01", "began"),
        ("2024-03-01", "release"),
    ]


def test_autonomy_counts_what_is_declared_and_never_takes_silence_for_none():
    made = full_algorithm()
    card = autonomy(made, made.releases[-1])
    silent = autonomy(algorithm(release()), release())

    assert [item.name for item in card.needs] == ["Annuaire"]
    assert (card.fixed, card.stated) == (0, True)
    assert not silent.stated


def test_autonomy_says_where_services_run_and_what_models_come_from():
    made = engine()
    card = autonomy(made, made.releases[-1])

    assert [period.use.hosting for period in card.hosted] == ["Salle onb"]
    assert [model.base for model in card.models] == ["https://m.example/base"]


def test_relations_show_users_bases_and_what_came_of_it():
    catalogue = catalogue_of(CONTENT)
    made = engine()
    found = {item.key: item.ends for item in relations(catalogue, made)}
    told = {item.key: item.ends for item in relations(catalogue, full_algorithm())}

    assert [(end.owner.id, end.note) for end in found["used-by"]] == [("onb", "1.1.0")]
    assert found["based-on"] == ()
    assert [
        (end.card.id if end.card else end.reference, end.note, end.label)
        for end in told["based-on"]
    ] == [
        ("https://git.ailleurs.example/moteur", "", "depended"),
        (AlgorithmId.from_string("ija/translitteration"), "1.0", "depended"),
    ]
    assert "shares" not in told


def test_what_is_based_on_an_algorithm_is_found_from_the_other_side():
    catalogue = catalogue_of(CONTENT)
    base = next(item for item in CONTENT.items if item.id.name == "translitteration")
    found = {item.key: item.ends for item in relations(catalogue, base)}

    assert [str(end.card.id) for end in found["derived"]] == ["onb/bareme-bourses"]


def test_commands_lead_to_exactly_this_version_and_quote_what_strangers_wrote():
    made = release(packages=("pkg:pypi/bareme@2.1.0", "pkg:npm/a$(id)", "pkg:maven/g/a@1"))
    told = {}
    for item in commands(made):
        told.setdefault(item.key, []).append(item.text)

    assert told["source"] == [
        "git clone --branch v1.0.0 -- https://git.onb.example/sie/bareme-bourses"
    ]
    assert told["package"] == [
        "pip install bareme==2.1.0",
        "npm install 'a$(id)'",
        "pkg:maven/g/a@1",
    ]
    assert told["get"] == ["forge get onb/bareme-bourses@1.0.0"]
    assert told["show"] == ["forge show onb/bareme-bourses@1.0.0"]
    assert told["purl"][0].startswith("pkg:generic/onb/bareme-bourses@1.0.0?vcs_url=")


def test_structured_data_hold_no_sign_that_html_takes_for_its_own():
    made = algorithm(release(title=Localized({"fr": "</script><!-- & \u2028"})))
    data = structured_data(made, made.releases[-1])

    assert not set("<>&\u2028") & set(data)
    assert "\\u003c/script\\u003e" in data


def test_histories_hold_every_value_with_the_versions_that_had_it():
    found = {(field.path, field.language): field.runs for field in histories(engine().releases)}
    [first, second] = found[("summary",), "fr"]

    assert (first.first, first.last, first.lines[0].held) == (0, 0, "Premier moteur.")
    assert (second.first, second.last, second.lines[0].held) == (1, 2, "Deuxième moteur.")
    assert (("title",), "fr") not in found


def test_histories_of_one_release_are_empty():
    assert histories(engine().releases[:1]) == ()
