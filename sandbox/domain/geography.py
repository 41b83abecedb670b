"""The invented countries, bureaus and network. Country codes are ISO 3166-1 user-assigned: no real state has them."""

from dataclasses import dataclass

NETWORK = "CONCORD"
SECRETARIAT = "Concord Secretariat"


@dataclass(frozen=True, slots=True)
class Bureau:
    """A National Central Bureau of the invented network, and the syllables its people's names are made of."""

    code: str
    country: str
    city: str
    onsets: tuple[str, ...]
    middles: tuple[str, ...]
    endings: tuple[str, ...]
    number_prefix: str
    # The language its bureau writes in (ISO 639-1), the script its people's names are written in, and the tradition they follow.
    language: str
    script: str
    # Where its city lies on the map of the invented world: 1000 wide, 500 high, from the upper left.
    place: tuple[int, int]
    ports: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{NETWORK} {self.city} ({self.country})"


BUREAUS: dict[str, Bureau] = {
    bureau.code: bureau
    for bureau in (
        Bureau(
            "QMA",
            "Marenia",
            "Port Orsel",
            ("Ter", "Vel", "Mar", "Cor", "Bel"),
            ("av", "ent", "ol", "ism"),
            ("anti", "ero", "ello", "uzzo"),
            "M",
            "es",
            "latin",
            (214, 292),
            ("Port Orsel", "Calverra"),
        ),
        Bureau(
            "QMB",
            "Tolvaria",
            "Vesk",
            ("Dra", "Kov", "Vla", "Zbo", "Tre"),
            ("gom", "esh", "ilo", "orn"),
            ("ovik", "enka", "aric", "uvin"),
            "T",
            "en",
            "cyrillic",
            (498, 142),
            ("Vesk", "Dorin Quay"),
        ),
        Bureau(
            "QMC",
            "Askerra",
            "Dhamir",
            ("Qas", "Haf", "Jam", "Tar", "Naz"),
            ("ir", "oud", "abb", "ell"),
            ("ani", "oury", "eddin", "awi"),
            "K",
            "ar",
            "arabic",
            (612, 268),
            ("Dhamir", "Ras Qantar"),
        ),
        Bureau(
            "QMD",
            "Sundolia",
            "Lanto",
            ("Wij", "Sur", "Ban", "Ked", "Pra"),
            ("ay", "iwo", "and", "etu"),
            ("anto", "ungsa", "awan", "iputri"),
            "S",
            "en",
            "latin",
            (808, 372),
            ("Lanto", "Sunda Strand"),
        ),
        Bureau(
            "QME",
            "Norvalle",
            "Brisk",
            ("Hal", "Sten", "Grim", "Ulf", "Bry"),
            ("dor", "wick", "ven", "mar"),
            ("sund", "holm", "strand", "gard"),
            "N",
            "en",
            "latin",
            (388, 84),
            ("Brisk", "Halsund"),
        ),
        Bureau(
            "QMF",
            "Kestoria",
            "Aglas",
            ("Theo", "Lyk", "Pan", "Arg", "Myr"),
            ("an", "ori", "ak", "el"),
            ("idis", "opoulos", "akis", "enos"),
            "G",
            "en",
            "greek",
            (556, 214),
            ("Aglas", "Kallimos"),
        ),
        Bureau(
            "QMG",
            "Shanbei",
            "Lianhe",
            ("Zhao", "Lin", "Shen", "Bai", "Gu"),
            ("", "wei", "yun", "shu"),
            ("min", "hua", "ren", "xi"),
            "H",
            "en",
            "chinese",
            (846, 214),
            ("Lianhe", "Donggang Bay"),
        ),
        Bureau(
            "QMH",
            "Ombara",
            "Kisonga",
            ("Mwa", "Oku", "Ndi", "Aba", "Tem"),
            ("ta", "li", "ro", "ngo"),
            ("bwe", "mba", "kiri", "sha"),
            "B",
            "fr",
            "latin",
            (494, 372),
            ("Kisonga", "Tembo Landing"),
        ),
        Bureau(
            "QMI",
            "Costavera",
            "San Belmar",
            ("Alv", "Cres", "Mont", "Ros", "Val"),
            ("er", "an", "ed", "in"),
            ("ez", "ona", "ales", "osa"),
            "C",
            "es",
            "latin",
            (262, 402),
            ("San Belmar", "Puerto Cisne"),
        ),
        Bureau(
            "QMJ",
            "Ravenne-sur-Mer",
            "Aubrac",
            ("Bel", "Char", "Fon", "Mar", "Vil"),
            ("le", "ta", "de", "ro"),
            ("mont", "val", "fort", "neau"),
            "R",
            "fr",
            "latin",
            (432, 190),
            ("Aubrac", "Saint-Loup"),
        ),
        Bureau(
            "QMK",
            "Harazistan",
            "Temirabad",
            ("Bek", "Tash", "Nur", "Kad", "Sar"),
            ("er", "al", "im", "yn"),
            ("bayev", "khanov", "ulov", "ataev"),
            "Z",
            "en",
            "cyrillic",
            (684, 158),
            ("Temirabad", "Aksu Dock"),
        ),
        Bureau(
            "QML",
            "Velmora",
            "Tarquay",
            ("Ash", "Har", "Wen", "Kel", "Thorn"),
            ("ing", "el", "ley", "er"),
            ("ton", "ford", "wood", "by"),
            "V",
            "en",
            "latin",
            (322, 128),
            ("Tarquay", "Eddisholm"),
        ),
    )
}


def list_bureau_choices(*, without: str = "") -> list[tuple[str, str]]:
    """Code and name of every bureau, for a form."""
    return [(bureau.code, bureau.name) for bureau in BUREAUS.values() if bureau.code != without]


def name_bureau(code: str) -> str:
    """A bureau's name; the Secretariat's, or the code itself, where it is none."""
    if code == "SEC":
        return SECRETARIAT
    bureau = BUREAUS.get(code)
    return bureau.name if bureau else code


def name_country(code: str) -> str:
    bureau = BUREAUS.get(code)
    return bureau.country if bureau else code
