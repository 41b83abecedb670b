"""Words that say little about who is meant: particles, titles, forms of organisation; and numbers written as words.

All are written as they stand after transliteration: small Latin letters without accents.
"""


def _list_words(text: str) -> list[str]:
    return text.split()


PARTICLES = frozenset(
    _list_words(
        "al el ul ur bn abn bnt as ash ad ar at az an bin ibn ben bint binti bte ould oglu ogly kyzy qizi abu aba umm "
        "de da do dos das del della di du des van von der den het ter ten zu zum zur af av la le las los lo "
        "und and et the of for na st mac mc"
    )
)
# Between a given name and the father's: whose son (or daughter) it is.
PATRONYMIC = frozenset({"bin", "bn", "abn", "bnt", "ibn", "ben", "bint", "binti", "bte", "ould", "oglu", "ogly"})

TITLES = frozenset(
    _list_words(
        "mr mrs ms miss mme herr frau senor senora monsieur madame sir dame lord lady dr prof professor doctor ing eng dipl phd "
        "hon rev gen general col colonel maj major capt captain lt sgt president prasident minister "
        "haji hajji hadji hajj sheikh shaikh sheik shaykh cheikh mullah mulla maulavi mawlawi maulvi qari ustad sayyid sayyed syed "
        "jr sr gospodin gospozha"
    )
)

# Forms that mean about the same in different countries share a family; two families disagree.
_FAMILIES: dict[str, str] = {
    "limited": "ltd limited llc ooo tov too sarl srl gmbh mbh bv bvba spzoo zoo sl slu lda ltda pte pty sdn doo ood eood oue",
    "stock": "ag akg jsc ao oao pao zao ojsc pjsc cjsc plc sa sas spa nv ab as asa oyj oy inc incorporated corp corporation tbk pt "
    "bhd kk aktiengesellschaft ad se na",
    "partnership": "lp llp kg ohg gbr sca snc",
    "association": "ev ano nko",
    "": "co company cie group gruppe groupe holding holdings",
}
FORMS: dict[str, str] = {form: family for family, forms in _FAMILIES.items() for form in forms.split()}

# Longer spellings of a form. The first word leads to the rest; the longest that fits is taken.
_PHRASES: dict[str, str] = {
    "limited liability company": "llc",
    "limited liability partnership": "llp",
    "limited partnership": "lp",
    "private limited company": "ltd",
    "public limited company": "plc",
    "public joint stock company": "pjsc",
    "open joint stock company": "ojsc",
    "closed joint stock company": "cjsc",
    "joint stock company": "jsc",
    "joint stock": "jsc",
    "gesellschaft mit beschrankter haftung": "gmbh",
    "gesellschaft mit beschraenkter haftung": "gmbh",
    "societatea cu raspundere limitata": "srl",
    "societe a responsabilite limitee": "sarl",
    "societe anonyme": "sa",
    "sociedad anonima": "sa",
    "sociedad limitada": "sl",
    "societa per azioni": "spa",
    "besloten vennootschap": "bv",
    "naamloze vennootschap": "nv",
    "spolka z ograniczona odpowiedzialnoscia": "spzoo",
    "sp z oo": "spzoo",
    "sp z o o": "spzoo",
    "obshchestvo s ogranichennoi otvetstvennostiu": "ooo",
    "aktsionernoe obshchestvo": "ao",
    "otkrytoe aktsionernoe obshchestvo": "oao",
    "zakrytoe aktsionernoe obshchestvo": "zao",
    "publichnoe aktsionernoe obshchestvo": "pao",
}
PHRASES: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _phrase, _form in sorted(_PHRASES.items(), key=lambda row: -row[0].count(" ")):
    _words = tuple(_phrase.split())
    PHRASES.setdefault(_words[0], []).append((_words, _form))

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
TENS: dict[str, int] = {
    word: 10 * n for n, word in enumerate(_list_words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
UNITS: dict[str, int] = {word: n for n, word in enumerate(_UNITS.split())}
NUMBERS: dict[str, int] = UNITS | TENS | {word: n for n, word in enumerate(_ORDINALS.split(), start=1)}
