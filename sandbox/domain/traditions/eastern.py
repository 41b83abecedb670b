"""Traditions with scripts of their own: Cyrillic, Greek, Arabic, Chinese signs. Latin spellings follow the registers' tables."""

from collections.abc import Iterable
from typing import Any

from sandbox.domain.traditions.syllables import cut, make_words, spell_in_latin

FAMILIES = 7_000
GIVEN = 3_000
FATHERS = 1_500


def _write(words: Iterable[str], script: str) -> tuple[tuple[str, str], ...]:
    return tuple([(spell_in_latin(word, script), word.capitalize()) for word in words])


def _add(words: Iterable[str], ending: str, script: str) -> tuple[tuple[str, str], ...]:
    return _write((word + ending for word in words), script)


def make_tolvarian() -> dict[str, Any]:
    """A name after the father between given and family name, and both with an ending for women."""
    starts = cut("дра ков вла збо тре бо ги до же за и ка лю ми на ол пе ра све ти у хо я щу")
    middles = cut("гом ри ло не сла ми до ве ра ди бо ну га лю ту ше")
    male = make_words(starts, middles, ["мир", "слав", "ан", "ил", "дан", "рад", "ко", "вой"], count=GIVEN)
    female = make_words(starts, middles, ["мира", "слава", "ана", "ила", "дана", "рада", "ка", "вея"], count=GIVEN)
    stems = make_words(
        cut("драг ков влад зборн треш бор гурт дол жар зеб кал лоз мур нов орл пеш руд сав тух уж ход чер шум щегл"),
        ["ом", "еш", "ил", "орн", "ав", "ун", "ец", "ин", "ош", "ар", "ет", "ул", "аг"],
        ["ов", "ин", "ев", "ун", "ич", "енк", "ар", "ал", "ок", "уш", "ель", "аст", "ар", "ыг"],
        count=FAMILIES,
    )
    fathers = male[:FATHERS]
    return {
        "script": "cyrillic",
        "families_male": _add(stems, "ов", "cyrillic"), "families_female": _add(stems, "ова", "cyrillic"),
        "given_male": _write(male, "cyrillic"), "given_female": _write(female, "cyrillic"),
        "middles_male": _add(fathers, "ович", "cyrillic"), "middles_female": _add(fathers, "овна", "cyrillic"), "middle_share": 12,
    }  # fmt: skip


def make_harazi() -> dict[str, Any]:
    """The father's name with uly or kyzy, as a word of its own."""
    starts = cut("бек таш нур кад сар ай бай да е жан ка ман о раш сал тем у ша ерк ал")
    middles = cut("ер ал им ын ас ул ат ен ис ар ом ил ур ан")
    male = make_words(
        starts, middles, ["бек", "жан", "хан", "гали", "тай", "мир", "дар", "кан", "сын", "лат"], count=GIVEN
    )
    female = make_words(
        starts, middles, ["гуль", "ай", "ия", "наз", "ым", "ша", "дана", "кыз", "лия", "ра"], count=GIVEN
    )
    stems = make_words(
        cut("бек таш нур кад сар абд бай дос ер жан кож мам ора сад тем уте шай кен тол алт"),
        ["ер", "ал", "им", "ын", "ас", "ул", "аб", "ен", "ис", "ар", "ом", "ил", "ык", "от"],
        ["бай", "хан", "ул", "ата", "кул", "мет", "жан", "гар", "дал", "сар", "тас", "бол", "ман", "кар"],
        ["ев", "ов", "ин"],
        count=FAMILIES,
    )
    fathers = male[:FATHERS]
    return {
        "script": "cyrillic",
        "families_male": _write(stems, "cyrillic"), "families_female": _add(stems, "а", "cyrillic"),
        "given_male": _write(male, "cyrillic"), "given_female": _write(female, "cyrillic"),
        "middles_male": _add(fathers, "улы", "cyrillic"), "middles_female": _add(fathers, "кызы", "cyrillic"), "middle_share": 8,
    }  # fmt: skip


def make_kestorian() -> dict[str, Any]:
    """Surnames with an ending for women; a second given name for some."""
    starts = cut("θεο λυκ παν αργ μυρ αλε βασ δημ ευρ ζαφ ηλ θαλ καλ μεν νικ ολ ροδ σοφ τιμ φιλ χαρ ψαμ")
    middles = cut("αν ορι ακ ελ ιδ ομ υτ αρ ιν οστ ερ ων αλ ικ")
    male = make_words(
        starts, middles, ["ος", "ης", "ας", "ων", "ιος", "ωνας", "ευς", "ανδρος", "ικος", "ιδας"], count=GIVEN
    )
    female = make_words(starts, middles, ["α", "η", "ια", "ω", "ινα", "ουσα", "ις", "ανδρα", "ικη", "ιδα"], count=GIVEN)
    stems = make_words(
        cut("θεοδ λυκ παν αργ μυρ αλεβ βασ δημ ευσ ζεφ ηλι θαλ καλλ μεν νικ ολυ ροδ σοφ τιμ φιλ χαρ ψαμ γαλ κορ"),
        ["αν", "ορ", "ακ", "ελ", "ιδ", "ομ", "υτ", "αρ", "ιν", "οστ", "ερ", "ων", "αλ", "ικ"],
        ["ιδ", "οπουλ", "ακ", "εν", "ατ", "ελλ", "αντ", "ιν", "ουδ", "αρ", "ον", "ιτσ", "ογλ", "εδ", "ιτ", "ουν", "αλ", "υρ", "ισ", "ωτ", "εμ"],
        count=FAMILIES,
    )  # fmt: skip
    return {
        "script": "greek",
        "families_male": _add(stems, "ης", "greek"), "families_female": _add(stems, "ου", "greek"),
        "given_male": _write(male, "greek"), "given_female": _write(female, "greek"),
        "middles_male": _write(male, "greek"), "middles_female": _write(female, "greek"), "middle_share": 4,
    }  # fmt: skip


# Syllables of Askerra in Latin letters with their vowels, and as they are written: short vowels are not.
_ASKERRAN_LETTERS = (
    ("kh", "خ"), ("sh", "ش"), ("gh", "غ"), ("dh", "ذ"), ("th", "ث"), ("aa", "ا"), ("ou", "و"), ("ii", "ي"),
    ("b", "ب"), ("t", "ت"), ("j", "ج"), ("h", "ح"), ("d", "د"), ("r", "ر"), ("z", "ز"), ("s", "س"), ("f", "ف"), ("q", "ق"), ("k", "ك"),
    ("l", "ل"), ("m", "م"), ("n", "ن"), ("w", "و"), ("y", "ي"), ("a", ""), ("i", ""), ("u", ""),
)  # fmt: skip


def _write_askerran(sounds: str) -> tuple[str, str]:
    """A word from its sounds: long vowels doubled (aa, ii, ou); an a at the end is written."""
    place, written = 0, ""
    while place < len(sounds):
        letters, sign = next(row for row in _ASKERRAN_LETTERS if sounds.startswith(row[0], place))
        is_end_vowel = not sign and place + len(letters) == len(sounds)
        written += {"a": "ة", "i": "ي", "u": "و"}[letters] if is_end_vowel else sign
        place += len(letters)
    return sounds.replace("aa", "a").replace("ii", "i").capitalize(), written


def make_askerran() -> dict[str, Any]:
    """The father's name after bin or bint for many, and a family name that may begin with al.

    Words have five consonants: without vowels, words of three read like names of half the world.
    """
    starts = cut("qas taf jam tar nadh sam badh dar faq kam madh raz shar zal dhab ghad mul luq sidh wad")
    middles = cut("siir fiiq mour riib bash douk niim laaz qaam ziif taak kaar shiid wiir loum jaaf miis saaq")
    male = make_words(starts, middles, cut("aad our iim oun aal ous aab iiz ouq aaf iir"), count=GIVEN)
    female = make_words(starts, middles, cut("aada oura iima ouna aala ousa aaba iiza ouqa aafa iira"), count=GIVEN)
    families = make_words(
        cut("qas taf jam tar nadh sam badh dar faq kam madh raz shar zal dhab ghan mus luq sidh wadh"),
        cut("fiir qoud bab dal ziim maas jaar boun liid qan maam tiid dour zat siib bush raq kiin"),
        cut("aani ouri aqiin aawi ali aari imi oudi aashi iti aami ouni abi iiri aasi ouqi iidi aadi ousi aali"),
        count=FAMILIES,
    )
    surnames = tuple([_write_askerran(word) for word in families])
    men, women = tuple([_write_askerran(word) for word in male]), tuple([_write_askerran(word) for word in female])
    fathers = men[:FATHERS]
    return {
        "script": "arabic", "families_male": surnames, "families_female": surnames, "given_male": men, "given_female": women,
        "middles_male": tuple([(f"bin {latin}", f"بن {sign}") for latin, sign in fathers]),
        "middles_female": tuple([(f"bint {latin}", f"بنت {sign}") for latin, sign in fathers]), "middle_share": 9,
        "particles": (("al", "ال"),), "particle_share": 6,
    }  # fmt: skip


# Plain words for weather, plants, crafts and the like, put together as names: nobody's list of surnames. All are read with a glide or a
# round vowel (kui, shuang, ruo), as few names of our world are: signs that are read like those made names like somebody's.
_SIGNS = (
    "琼穹淙琮葱榕绒茸蓉柚幽榴琉钮牛苗渺淼飘瓢鸟袅茑窕笤雕貂钓桥樵巧箫霄瑶遥窑苑鸢渊鹃绢萱旋荃泉暖鸾峦砖篆川船软宽款环浣桓纨碗"
    "霜爽窗床框旷筐广润笋榫荪村寸昆琨浑轮纶屯豚芸耘韵裙熏循洵葵魁奎夔卉桂圭瑰翠璀穗燧蕊锐睿锥缀锤垂水雀鹊阙月岳跃爵"
    "朵舵铎箬若烁朔琢灼桌梭蓑锁驼陀螺珞洛阔廓果瓜卦桦画淮槐筷帅"
)


def make_shanbeian() -> dict[str, Any]:
    """The family name of one sign first, then a given name of two signs; no spaces."""
    signs = list(dict.fromkeys(_SIGNS))
    given = [first + second for first in signs for second in signs if first != second]
    # Every fifth: both kinds share a part of the signs, and no name.
    women, men = given[::5], given[1::5]
    families = _write(signs, "han")
    return {
        "script": "chinese", "families_male": families, "families_female": families,
        "given_male": _write(men, "han"), "given_female": _write(women, "han"),
        "family_first": True, "is_joined": True,
    }  # fmt: skip
