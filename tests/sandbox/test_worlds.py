import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.domain.catalogue import make_plain, read_scenarios
from sandbox.domain.definitions import parse_definition
from sandbox.domain.invention import derive_random, fold_number, invent_container_number
from sandbox.domain.mrz import parse_zone
from sandbox.domain.worlds import build_run_world

DEFINITIONS = {data["slug"]: parse_definition(make_plain(data)) for data in read_scenarios()}


@settings(deadline=None)
@given(st.text(min_size=1, max_size=64))
def test_passport_world_holds_together(seed):
    world = build_run_world(DEFINITIONS["passport-control"], seed)
    assert world.digest == build_run_world(DEFINITIONS["passport-control"], seed).digest
    assert [t.reference for t in world.travellers] == ["T1", "T2", "T3", "T4", "T5", "T6"]
    faults = {t.key: len(parse_zone(f"{t.values['zone_1']}\n{t.values['zone_2']}").faults) for t in world.travellers}
    assert faults == {key: int(key == "bad_digit") for key in faults}
    stolen, late = world.records["stolen_blank_record"], world.records["recovered_record"]
    assert stolen.values["issuer"] != late.values["issuer"]
    twin = world.entities["letter_twin"].values
    assert world.records["letter_record"].values["number"] != twin["number"]
    assert fold_number(world.records["letter_record"].values["number"]) == fold_number(twin["number"])


def test_countries_do_not_foretell_guilt():
    """Balanced casting: over many worlds each foreign country issues about as many hits as the others."""
    counts: dict[str, int] = {}
    for index in range(400):
        world = build_run_world(DEFINITIONS["passport-control"], f"seed-{index}")
        for key in ("stolen_blank", "recovered"):
            issuer = world.entities[key].values["issuer"]
            counts[issuer] = counts.get(issuer, 0) + 1
    assert set(counts) == {"QMB", "QMC", "QMD", "QME"}
    # 200 each are expected; five standard deviations of a binomial are 61.
    assert all(139 <= count <= 261 for count in counts.values())


def test_places_at_the_counter_do_not_foretell_guilt():
    places = {
        build_run_world(DEFINITIONS["passport-control"], f"s{i}").entities["stolen_blank"].reference for i in range(100)
    }
    assert places == {"T1", "T2", "T3", "T4", "T5", "T6"}


def test_every_text_of_every_exercise_can_be_filled():
    for definition in DEFINITIONS.values():
        source = definition.source
        for seed in ("a", "b", "c", "d"):
            world = build_run_world(definition, seed)
            texts = [source.brief, source.debrief, *(t for i in source.case_file for t in (i.title, i.text))]
            texts += [cell for i in source.case_file for row in i.rows for cell in row]
            texts += [t for q in source.questions for t in (q.prompt, *(o.label for o in q.options))]
            texts += [i.subject for i in source.injects]
            texts += [t for s in [*source.scripts, *source.injects] for t in s.texts]
            texts += [t for o in source.objectives for t in (o.right, o.wrong)]
            assert all("${" not in world.fill(text) for text in texts)


def test_containers_have_their_check_digit():
    # ISO 6346; the vector of the standard's own example owner code with remainder 10.
    numbers = {invent_container_number(derive_random(str(i), "c")) for i in range(50)}
    assert all(number.startswith("ZZZU") and len(number) == 11 for number in numbers)


def test_the_loader_says_what_it_did(db, capsys):
    call_command("load_scenarios")
    call_command("load_scenarios")
    out = capsys.readouterr().out
    assert (out.count("version 1 (new)"), out.count("version 1\n")) == (len(DEFINITIONS), len(DEFINITIONS))


@pytest.mark.parametrize(("change", "place"), [
    ({"pass_mark": 0}, "pass_mark"), ({"tools": ["radar"]}, "tools[0]"), ({"weights": {"outcome": 60, "procedure": 30, "data_protection": 20}}, "weights"),
    ({"extra": 1}, "Source"), ({"minutes": "ten"}, "minutes"), ({"today": "soon"}, "today"),
])  # fmt: skip
def test_a_definition_that_does_not_hold_together_is_refused_with_its_place(change, place):
    from sandbox.domain.shapes import MisfitError

    data = make_plain(next(d for d in read_scenarios() if d["slug"] == "passport-control"))
    with pytest.raises(MisfitError) as error:
        parse_definition(data | change)
    assert error.value.place == place


def test_an_objective_that_nothing_can_satisfy_is_refused():
    from sandbox.domain.shapes import MisfitError

    data = make_plain(next(d for d in read_scenarios() if d["slug"] == "passport-control"))
    data["objectives"][0]["parameters"] = {"subjects": ["nobody"], "choice": "seize"}
    with pytest.raises(MisfitError, match="nobody"):
        parse_definition(data)
    data["objectives"][0]["parameters"] = {"subjects": ["recovered"], "choice": "arrest"}
    with pytest.raises(MisfitError, match="arrest"):
        parse_definition(data)
