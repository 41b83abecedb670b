"""The demo college's people and organisations. All invented; the passwords are public by intent."""

from dataclasses import dataclass

PASSWORD = "harbour lantern seventeen"


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    slug: str
    name: str
    sector: str
    country: str
    domain: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    email: str
    name: str
    sector: str
    part: str
    organisation: str = ""
    is_manager: bool = False
    language: str = "en"
    time_zone: str = "UTC"
    # Staff sign in with a second factor; in the demo its secret is public too.
    totp_secret: str = ""

    @property
    def is_staff(self) -> bool:
        return bool(self.totp_secret)


ORGANISATIONS = [
    DemoOrganisation("marenia-customs", "Marenia Customs Service", "customs", "QMA", "customs.marenia.example"),
    DemoOrganisation("tolvaria-police", "Tolvaria National Police", "police", "QMB", "police.tolvaria.example"),
    DemoOrganisation(
        "askerra-medicines", "Askerra Medicines Authority", "regulatory", "QMC", "medicines.askerra.example"
    ),
    DemoOrganisation("velmora", "Velmora Brands", "private", "QME", "velmora.example"),
]

PEOPLE = [
    DemoPerson("rosa.albrecht@college.example", "Rosa Albrecht", "regulatory", "administrator of the college",
               totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"),
    DemoPerson("cy.duarte@college.example", "Cy Duarte", "police", "instructor: the introductory level",
               totp_secret="KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"),
    DemoPerson("dee.novak@college.example", "Dee Novák", "customs", "instructor: the intermediate level and industry modules",
               totp_secret="MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"),
    DemoPerson("bea.arslan@customs.marenia.example", "Bea Arslan", "customs", "manager at Marenia Customs",
               "marenia-customs", is_manager=True),
    DemoPerson("ada.lindqvist@customs.marenia.example", "Ada Lindqvist", "customs", "trainee, half-way through the introductory level",
               "marenia-customs", time_zone="Europe/Stockholm"),
    DemoPerson("tomas.okoro@police.tolvaria.example", "Tomás Okoro", "police", "trainee who holds the certificate",
               "tolvaria-police", language="es"),
    DemoPerson("grace.whitfield@velmora.example", "Grace Whitfield", "private", "manager at Velmora Brands",
               "velmora", is_manager=True),
    DemoPerson("nour.elhadi@velmora.example", "نور الهادي", "private", "private-sector trainee, admitted, just begun",
               "velmora", language="ar", time_zone="Africa/Cairo"),
    DemoPerson("eve.marlow@velmora.example", "Eve Marlow", "private", "private-sector applicant, waiting for a decision"),
]  # fmt: skip
