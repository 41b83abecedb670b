"""Traditions that write Latin letters."""

from collections.abc import Iterable
from typing import Any

from sandbox.domain.traditions.syllables import make_words

FAMILIES = 7_000
GIVEN = 3_000


def _write(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple([(word.capitalize(), "") for word in words])


def _sides(starts: list[str], middles: list[str], male: list[str], female: list[str]) -> dict[str, Any]:
    return {
        "given_male": _write(make_words(starts, middles, male, count=GIVEN)),
        "given_female": _write(make_words(starts, middles, female, count=GIVEN)),
    }


def _families(*parts: list[str]) -> dict[str, Any]:
    words = _write(make_words(*parts, count=FAMILIES))
    return {"families_male": words, "families_female": words}


def make_marenian() -> dict[str, Any]:
    """One surname, now and then with di, de or della; a second given name is common."""
    starts = "al be ca do el fa gia la lu ma na or pa ro sa ter vi ze bra cri fe gra li mi ne pe ri so tu va".split()
    middles = "do ren tin vo la bri chi mel san ber cor dal fri gon lis mar nor per ras ver zan tel".split()
    given = _sides(starts, middles, ["no", "rio", "to", "ndo", "lio", "co"], ["na", "ria", "ta", "nda", "lia", "ca"])
    families = _families(
        "ter vel mar cor bel fal gar lom mor pal ros sal tas ver zor bas cal der fon gis lan men nar pet rin sor".split(),
        "av ent ol ism and ur im ast ell ov ig ost in ar et un".split(),
        "anti ero ello uzzo iani etta one ardi ese otti ucci ale ini osa ori".split(),
    )
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 7}
    particles = {"particles": (("di", ""), ("de", ""), ("della", ""), ("d'", "")), "particle_share": 2}
    return {"script": "latin", **given, **families, **middle, **particles}


def make_sundolian() -> dict[str, Any]:
    """Several given names; some people have one name and no family name."""
    starts = "wi su ba ke pra ya lo di ra sri bu ha ku ma ni pu ta wa jo gu in er".split()
    middles = "ja ri ba wo ni san tra lu de ka me ru ya ng na ti har jen".split()
    given = _sides(
        starts,
        middles,
        ["yanto", "wan", "no", "ro", "di", "man", "go", "son"],
        ["wati", "ni", "ti", "ningsih", "sari", "yah", "lia", "tri"],
    )
    families = _families(
        "wij sur ban ked pra san tir gun har kus lam nug pur rah sas tan wib yud".split(),
        "ay iwo and etu ar ono in uta om es al un od ih eng ak".split(),
        "anto ungsa awan iputri adi okro ardja isuma engkara oto ayasa itra atama odo epu".split(),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 10}
    return {"script": "latin", **given, **families, **middle, "single_share": 1}


def make_norvallian() -> dict[str, Any]:
    """Surnames after a place, with letters of their own; a middle name is common."""
    starts = "hal sten grim ulf bry ein dag tor vig aud sig hjal kol ran snor yng bjø frø jør kår læ ske".split()
    middles = "de ve mi ri ga lo nu va bo fri the si ku la ho ja".split()
    given = _sides(
        starts,
        middles,
        ["rik", "mund", "bjor", "lev", "stein", "var", "gar", "nar"],
        ["hild", "ny", "run", "fri", "dis", "veig", "borg", "la"],
    )
    families = _families(
        "hal sten grim ulf bry dal fjel gran has kvar lang mos nor ost rog sol tve vest øst åk ler bru".split(),
        "dor wick ven mar er in ning le sø ra ge fal lin tor els hå ud".split(),
        "sund holm strand gard vik dal berg ås rud nes heim mo lund tveit bakken".split(),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 9}
    return {"script": "latin", **given, **families, **middle}


def make_ombaran() -> dict[str, Any]:
    """Open syllables; a second given name for most."""
    starts = "mwa oku ndi aba te ka nya zu lo mba chi du e fa go hi ja ku li ngo o si wa".split()
    middles = "ta li ro ngo ke mi su ba ndo na zi wa ra ku lo fe mo".split()
    given = _sides(
        starts,
        middles,
        ["mba", "ko", "ndo", "tu", "ri", "si", "wo", "bo"],
        ["sha", "ni", "lia", "ya", "ma", "we", "ndi", "la"],
    )
    families = _families(
        "mwa oku ndi aba tem ka nya zu lu mba chi dum eso fal gwa hi ja kum leko ngo ola sib wan".split(),
        "ta li ro ngo ke mi su ba nde na zi wa ra ku lo".split(),
        "bwe mba kiri sha ngwe tunde nga lele osi nda zwe fu mbo yele kana du".split(),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 11}
    return {"script": "latin", **given, **families, **middle}


def make_costaveran() -> dict[str, Any]:
    """Two surnames, the father's and the mother's, for most people; accents and ñ."""
    starts = "al cre mon ro va be ci da es fer gui hi jo la mar ni o pi re sel to ur".split()
    middles = "ve do ri la no tí se be mi ra lo ña cu de ga lá".split()
    given = _sides(
        starts,
        middles,
        ["ndo", "ro", "cio", "mo", "to", "no", "lio", "do"],
        ["nda", "ra", "cia", "ma", "ta", "na", "lia", "da"],
    )
    families = _families(
        "alv cres mont ros val bar cas del esp fig gam her lob mal nav orb pas quir rold sot tal vill zam".split(),
        "er an ed in ol ar on ib ur al es ov ic añ um".split(),
        "ez ona ales osa illo eda anza ero uño ante osta ieda ejo ura ín".split(),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 3}
    particles = {"particles": (("de", ""), ("de la", ""), ("del", "")), "particle_share": 1}
    return {"script": "latin", **given, **families, **middle, **particles, "second_share": 12}


def make_ravennois() -> dict[str, Any]:
    """Given names may be joined by a hyphen, surnames too; de, du and le."""
    starts = "ar bé cla de é fré ga hon i ju lé ma no o pa ro sé thi va ye blan chan".split()
    middles = "ma li ro ti gi ber lan do ri vi lo ga ni cé ba me".split()
    given = _sides(
        starts,
        middles,
        ["lien", "ric", "nand", "toine", "dan", "mond", "rin", "sel"],
        ["line", "rique", "nelle", "ette", "dine", "monde", "rie", "selle"],
    )
    families = _families(
        "bel char fon mar vil beau cor dur fla gra lan mon per quin rou sau tré val vau bri clé dau".split(),
        "le ta de ro ne ri be te ma li vo gue che sse nte".split(),
        "mont val fort neau court bois lieu rand vier gnon det teuil zac chet main".split(),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 5}
    particles = {"particles": (("de", ""), ("du", ""), ("le", ""), ("de la", "")), "particle_share": 2}
    return {"script": "latin", **given, **families, **middle, **particles, "second_share": 2, "second_joint": "-"}


def make_velmoran() -> dict[str, Any]:
    """Given name, middle name, surname."""
    starts = "ash har wen kel thor al bran cor dun ed fen gar hol is jar ken lin mer nor os per rad sel".split()
    middles = "ing el ley er a i en o ri wi ma le be da".split()
    given = _sides(
        starts,
        middles,
        ["ton", "ric", "win", "dan", "mond", "ard", "bert", "son"],
        ["na", "wyn", "lia", "dith", "rose", "line", "beth", "sa"],
    )
    families = _families(
        "ash har wen kel thorn black bran clay dun elm farn gold hazel kirk lang mill nor oak pem rush stan tarn whit".split(),
        "ing el ley er en a ow in es ar am ber".split(),
        "ton ford wood by ham worth field well stead more bridge combe hurst den wick".split(),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 9}
    return {"script": "latin", **given, **families, **middle, "second_share": 1, "second_joint": "-"}
