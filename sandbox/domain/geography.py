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
        ),
        Bureau(
            "QMB",
            "Tolvaria",
            "Vesk",
            ("Dra", "Kov", "Vla", "Zbo", "Tre"),
            ("gom", "esh", "ilo", "orn"),
            ("ovik", "enka", "aric", "uvin"),
            "T",
        ),
        Bureau(
            "QMC",
            "Askerra",
            "Dhamir",
            ("Qas", "Haf", "Jam", "Tar", "Naz"),
            ("ir", "oud", "abb", "ell"),
            ("ani", "oury", "eddin", "awi"),
            "K",
        ),
        Bureau(
            "QMD",
            "Sundolia",
            "Lanto",
            ("Wij", "Sur", "Ban", "Ked", "Pra"),
            ("ay", "iwo", "and", "etu"),
            ("anto", "ungsa", "awan", "iputri"),
            "S",
        ),
        Bureau(
            "QME",
            "Norvalle",
            "Brisk",
            ("Hal", "Sten", "Grim", "Ulf", "Bry"),
            ("dor", "wick", "ven", "mar"),
            ("sund", "holm", "strand", "gard"),
            "N",
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
