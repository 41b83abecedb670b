"""Traditions that write Latin letters."""

from collections.abc import Iterable
from typing import Any

from sandbox.domain.traditions.syllables import cut, make_words

FAMILIES = 7_000
GIVEN = 3_000


def _write(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple([(word.capitalize(), "") for word in words])


def _given(starts: str, middles: str, male: str, female: str, *, second_share: int) -> dict[str, Any]:
    """Given names of both sides, which differ in their endings; of 16 people as many have a second one."""
    men = _write(make_words(cut(starts), cut(middles), cut(male), count=GIVEN))
    women = _write(make_words(cut(starts), cut(middles), cut(female), count=GIVEN))
    return {
        "given_male": men, "given_female": women,
        "middles_male": men, "middles_female": women, "middle_share": second_share,
    }  # fmt: skip


def _families(*parts: str) -> dict[str, Any]:
    words = _write(make_words(*map(cut, parts), count=FAMILIES))
    return {"families_male": words, "families_female": words}


def make_marenian() -> dict[str, Any]:
    """One surname, now and then with di, de or della; a second given name is common."""
    given = _given(
        "al be ca do el fa gia la lu ma na or pa ro sa ter vi ze bra cri fe gra li mi ne pe ri so tu va",
        "do ren tun vo la bri che mel san ber cor dal fri gon lis mar nor per ras ver zan tel",
        "no rio to ndo lio co",
        "na ria ta nda lia ca",
        second_share=7,
    )
    families = _families(
        "ter vel mar cor bel fal gar lom mor pal ros sal tas ver zor bas cal der fon gis lan men nar pet rin sor",
        "av ent ol ism and ur im ast ell ov ig ost in ar et un",
        "anti ero ello uzzo iani etta one ardi ese otti ucci ale ini osa ori",
    )
    particles = {"particles": (("di", ""), ("de", ""), ("della", ""), ("d'", "")), "particle_share": 2}
    return {"script": "latin", **given, **families, **particles}


def make_sundolian() -> dict[str, Any]:
    """Several given names; some people have one name and no family name."""
    given = _given(
        "wi su ba ke pra ya lo di ra sri bu he ku mo ni pul ta wa jo gu yo ek",
        "ja ri ba wo nu san tra lu de ka me ru ya ng no ti har jen",
        "yanto wan nur rang di man go sung",
        "wati ni ti ningsih sari yuh lia tri",
        second_share=10,
    )
    families = _families(
        "wij sur ban ked pra san tir gun har kus lam nug pur rah sas tan wib yud",
        "ay iwo and etu ar ono in uta om es al un od ih eng ak",
        "anto ungsa awan iputri adi okro ardja isuma engkara oto ayasa itra atama odo epu",
    )
    return {"script": "latin", **given, **families, "single_share": 1}


def make_norvallian() -> dict[str, Any]:
    """Surnames after a place, with letters of their own; a middle name is common."""
    given = _given(
        "hal sten grim ulf bry ein dag tor vig aud sig hjal kol ran snor yng bjø frø jør kåv læ ske",
        "de ve mi ri ga lo nu va bo fri the si ku la ho ja",
        "rik mund bjor lev stein var gar nar",
        "hild ny run fri dis veig borg la",
        second_share=9,
    )
    families = _families(
        "hal sten grim ulf bry dal fjel gran has kvar lang mos nor ost rog sol tve vest øst åk ler bru",
        "dor wick ven mar er in ning le sø ra ge fal lin tor els hå ud",
        "sund holm strand gard vik dal berg ås rud nes heim mo lund tveit bakken",
    )
    return {"script": "latin", **given, **families}


def make_ombaran() -> dict[str, Any]:
    """Open syllables; a second given name for most."""
    given = _given(
        "mwa oku ndi abe te ka nya zu lo mba chi du ewe fa go hi jo ku li ngo odu si wu",
        "ta li ro ngo ke mi su ba ndo na zo wa ra ku lo fe mo",
        "mba ko ndo tu ri si wo bo",
        "she ni lia ya ma we ndi la",
        second_share=11,
    )
    families = _families(
        "mwa oku ndi abe tem ka nya zu lu mba chi dum eso fal gwa hi jo kum leko ngo ola sib wan",
        "ta li ro ngo ke mi su ba nde na zo wa ra ku lo",
        "bwe mba kiri she ngwe tunde nga lele osi nda zwe fu mbo yele kana du",
    )
    return {"script": "latin", **given, **families}


def make_costaveran() -> dict[str, Any]:
    """Two surnames, the father's and the mother's, for most people; accents and ñ."""
    given = _given(
        "al cre mon ro va be ci da es fo gui hi jo la mar ni o pi re sel to ur",
        "ve do ri la no tí se be mi ra lo ña cu de ga lá",
        "ndo ro cio mo to no lio do",
        "nda ra cia ma ta na lia da",
        second_share=3,
    )
    families = _families(
        "alv cres mont ros val bar cas del esp fig gam her lob mal nav orb pas quir rold sot tal vill zam",
        "er an ed in ol ar on ib ur al es ov ic añ um",
        "ez ona ales osa illo eda anza ero uño ante osta ieda ejo ura ín",
    )
    particles = {"particles": (("de", ""), ("de la", ""), ("del", "")), "particle_share": 1}
    return {"script": "latin", **given, **families, **particles, "second_share": 12}


def make_ravennois() -> dict[str, Any]:
    """Given names may be joined by a hyphen, surnames too; de, du and le."""
    given = _given(
        "ar bé cla de é fré ga hon i ju lé ma no o pa ro sé thi va ye blan chan",
        "ma li ro ti gi ber lan do ri vi lo ga ni cé ba me",
        "lien ric nand toine dan mond rin sel",
        "line rique nelle ette dine monde rie selle",
        second_share=5,
    )
    families = _families(
        "bel char fon mar vil beau cor dur fla gra loi mon per quin rou sau tré val vau bri clé dau",
        "le ta de ro ne ri be te ma li vo gue che sse nte",
        "mont val fort neau court bois lieu rand vier gnon det teuil zac chet mare",
    )
    particles = {"particles": (("de", ""), ("du", ""), ("le", ""), ("de la", "")), "particle_share": 2}
    return {"script": "latin", **given, **families, **particles, "second_share": 2, "second_joint": "-"}


def make_velmoran() -> dict[str, Any]:
    """Given name, middle name, surname."""
    given = _given(
        "ash har wen kel thor al bran cor dun ed fen gar hol is jar ken lin mer nor os per rad sel",
        "ing el ley er a i en o ri wi ma le be da",
        "ton ric win dan mond ard bert son",
        "na wyn lia dith rose line beth sa",
        second_share=9,
    )
    families = _families(
        "ash har wen kel thorn black bran clay dun elm farn gold hazel kirk lang mill nor oak pem rush stan tarn whit",
        "ing el ley er en a ow in es ar am ber",
        "ton ford wood by ham worth field well stead more bridge combe hurst den wick",
    )
    return {"script": "latin", **given, **families, "second_share": 1, "second_joint": "-"}
