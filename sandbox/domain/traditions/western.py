"""Traditions that write Latin letters."""

from collections.abc import Iterable
from typing import Any

from sandbox.domain.traditions.syllables import cut, make_words

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
    starts = cut("al be ca do el fa gia la lu ma na or pa ro sa ter vi ze bra cri fe gra li mi ne pe ri so tu va")
    middles = cut("do ren tun vo la bri che mel san ber cor dal fri gon lis mar nor per ras ver zan tel")
    given = _sides(starts, middles, ["no", "rio", "to", "ndo", "lio", "co"], ["na", "ria", "ta", "nda", "lia", "ca"])
    families = _families(
        cut("ter vel mar cor bel fal gar lom mor pal ros sal tas ver zor bas cal der fon gis lan men nar pet rin sor"),
        cut("av ent ol ism and ur im ast ell ov ig ost in ar et un"),
        cut("anti ero ello uzzo iani etta one ardi ese otti ucci ale ini osa ori"),
    )
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 7}
    particles = {"particles": (("di", ""), ("de", ""), ("della", ""), ("d'", "")), "particle_share": 2}
    return {"script": "latin", **given, **families, **middle, **particles}


def make_sundolian() -> dict[str, Any]:
    """Several given names; some people have one name and no family name."""
    starts = cut("wi su ba ke pra ya lo di ra sri bu he ku ma ni pul ta wa jo gu in er")
    middles = cut("ja ri ba wo nu san tra lu de ka me ru ya ng no ti har jen")
    given = _sides(
        starts,
        middles,
        ["yanto", "wan", "no", "ro", "di", "man", "go", "son"],
        ["wati", "ni", "ti", "ningsih", "sari", "yah", "lia", "tri"],
    )
    families = _families(
        cut("wij sur ban ked pra san tir gun har kus lam nug pur rah sas tan wib yud"),
        cut("ay iwo and etu ar ono in uta om es al un od ih eng ak"),
        cut("anto ungsa awan iputri adi okro ardja isuma engkara oto ayasa itra atama odo epu"),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 10}
    return {"script": "latin", **given, **families, **middle, "single_share": 1}


def make_norvallian() -> dict[str, Any]:
    """Surnames after a place, with letters of their own; a middle name is common."""
    starts = cut("hal sten grim ulf bry ein dag tor vig aud sig hjal kol ran snor yng bjø frø jør kåv læ ske")
    middles = cut("de ve mi ri ga lo nu va bo fri the si ku la ho ja")
    given = _sides(
        starts,
        middles,
        ["rik", "mund", "bjor", "lev", "stein", "var", "gar", "nar"],
        ["hild", "ny", "run", "fri", "dis", "veig", "borg", "la"],
    )
    families = _families(
        cut("hal sten grim ulf bry dal fjel gran has kvar lang mos nor ost rog sol tve vest øst åk ler bru"),
        cut("dor wick ven mar er in ning le sø ra ge fal lin tor els hå ud"),
        cut("sund holm strand gard vik dal berg ås rud nes heim mo lund tveit bakken"),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 9}
    return {"script": "latin", **given, **families, **middle}


def make_ombaran() -> dict[str, Any]:
    """Open syllables; a second given name for most."""
    starts = cut("mwa oku ndi abe te ka nya zu lo mba chi du ewe fa go hi jo ku li ngo odu si wu")
    middles = cut("ta li ro ngo ke mi su ba ndo na zo wa ra ku lo fe mo")
    given = _sides(
        starts,
        middles,
        ["mba", "ko", "ndo", "tu", "ri", "si", "wo", "bo"],
        ["she", "ni", "lia", "ya", "ma", "we", "ndi", "la"],
    )
    families = _families(
        cut("mwa oku ndi abe tem ka nya zu lu mba chi dum eso fal gwa hi jo kum leko ngo ola sib wan"),
        cut("ta li ro ngo ke mi su ba nde na zo wa ra ku lo"),
        cut("bwe mba kiri she ngwe tunde nga lele osi nda zwe fu mbo yele kana du"),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 11}
    return {"script": "latin", **given, **families, **middle}


def make_costaveran() -> dict[str, Any]:
    """Two surnames, the father's and the mother's, for most people; accents and ñ."""
    starts = cut("al cre mon ro va be ci da es fo gui hi jo la mar ni o pi re sel to ur")
    middles = cut("ve do ri la no tí se be mi ra lo ña cu de ga lá")
    given = _sides(
        starts,
        middles,
        ["ndo", "ro", "cio", "mo", "to", "no", "lio", "do"],
        ["nda", "ra", "cia", "ma", "ta", "na", "lia", "da"],
    )
    families = _families(
        cut("alv cres mont ros val bar cas del esp fig gam her lob mal nav orb pas quir rold sot tal vill zam"),
        cut("er an ed in ol ar on ib ur al es ov ic añ um"),
        cut("ez ona ales osa illo eda anza ero uño ante osta ieda ejo ura ín"),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 3}
    particles = {"particles": (("de", ""), ("de la", ""), ("del", "")), "particle_share": 1}
    return {"script": "latin", **given, **families, **middle, **particles, "second_share": 12}


def make_ravennois() -> dict[str, Any]:
    """Given names may be joined by a hyphen, surnames too; de, du and le."""
    starts = cut("ar bé cla de é fré ga hon i ju lé ma no o pa ro sé thi va ye blan chan")
    middles = cut("ma li ro ti gi ber lan do ri vi lo ga ni cé ba me")
    given = _sides(
        starts,
        middles,
        ["lien", "ric", "nand", "toine", "dan", "mond", "rin", "sel"],
        ["line", "rique", "nelle", "ette", "dine", "monde", "rie", "selle"],
    )
    families = _families(
        cut("bel char fon mar vil beau cor dur fla gra loi mon per quin rou sau tré val vau bri clé dau"),
        cut("le ta de ro ne ri be te ma li vo gue che sse nte"),
        cut("mont val fort neau court bois lieu rand vier gnon det teuil zac chet mare"),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 5}
    particles = {"particles": (("de", ""), ("du", ""), ("le", ""), ("de la", "")), "particle_share": 2}
    return {"script": "latin", **given, **families, **middle, **particles, "second_share": 2, "second_joint": "-"}


def make_velmoran() -> dict[str, Any]:
    """Given name, middle name, surname."""
    starts = cut("ash har wen kel thor al bran cor dun ed fen gar hol is jar ken lin mer nor os per rad sel")
    middles = cut("ing el ley er a i en o ri wi ma le be da")
    given = _sides(
        starts,
        middles,
        ["ton", "ric", "win", "dan", "mond", "ard", "bert", "son"],
        ["na", "wyn", "lia", "dith", "rose", "line", "beth", "sa"],
    )
    families = _families(
        cut("ash har wen kel thorn black bran clay dun elm farn gold hazel kirk lang mill nor oak pem rush stan tarn whit"),
        cut("ing el ley er en a ow in es ar am ber"),
        cut("ton ford wood by ham worth field well stead more bridge combe hurst den wick"),
    )  # fmt: skip
    middle = {"middles_male": given["given_male"], "middles_female": given["given_female"], "middle_share": 9}
    return {"script": "latin", **given, **families, **middle, "second_share": 1, "second_joint": "-"}
