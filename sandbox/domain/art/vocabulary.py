"""What works of the invented world are made of: types, materials, cultures, subjects. Pure data."""

from dataclasses import dataclass

from sandbox.enums import ArtKind


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One type of object: its second level, what it is made of and how, and how large it may be (mm, g)."""

    subtypes: tuple[str, ...]
    # Each material with the technique that goes with it.
    made: tuple[tuple[str, str], ...]
    # Smallest and largest of height, width, depth, diameter in millimetres; (0, 0) where a dimension does not apply.
    height: tuple[int, int] = (0, 0)
    width: tuple[int, int] = (0, 0)
    depth: tuple[int, int] = (0, 0)
    diameter: tuple[int, int] = (0, 0)
    weight: tuple[int, int] = (0, 0)


KINDS: dict[str, KindSpec] = {
    ArtKind.SCULPTURE: KindSpec(
        ("Statuette", "Head", "Relief", "Figure group"),
        (("bronze", "cast by lost wax"), ("limestone", "carved in the round"), ("marble", "carved and polished"), ("painted wood", "carved and painted"), ("terracotta", "modelled and fired"), ("basalt", "carved in relief")),
        (120, 1400), (60, 700), (40, 500), weight=(400, 90_000),
    ),
    ArtKind.COIN: KindSpec(
        ("Coin", "Medal", "Seal matrix"),
        (("gold", "struck"), ("silver", "struck"), ("copper alloy", "cast"), ("electrum", "struck from a worn die"), ("silver gilt", "cast and engraved")),
        depth=(1, 6), diameter=(11, 62), weight=(1, 90),
    ),
    ArtKind.MANUSCRIPT: KindSpec(
        ("Single leaf", "Bound book", "Scroll", "Chart"),
        (("ink and colour on parchment", "written and illuminated"), ("ink on paper", "written with a reed pen"), ("ink and gold on parchment", "written and gilded"), ("ink on birch bark", "written with a stylus and inked")),
        (140, 620), (100, 460),
    ),
    ArtKind.PAINTING: KindSpec(
        ("Landscape", "Still life", "Portrait study", "Abstract composition"),
        (("oil on canvas", "brush, thin glazes"), ("tempera on panel", "egg tempera with gilding"), ("oil on copper", "fine brush, smooth ground"), ("gouache on paper", "brush and wash"), ("oil on board", "impasto with a knife")),
        (180, 1600), (150, 1900), (5, 60),
    ),
    ArtKind.CERAMIC: KindSpec(
        ("Two-handled jar", "Bowl", "Jug", "Tile"),
        (("earthenware", "wheel-thrown and slip-painted"), ("stoneware", "thrown, incised and fired"), ("porcelain", "painted under the glaze"), ("painted terracotta", "moulded and painted")),
        (60, 720), (80, 520), diameter=(60, 480), weight=(150, 9000),
    ),
    ArtKind.TEXTILE: KindSpec(
        ("Carpet", "Hanging", "Garment panel", "Banner"),
        (("wool on cotton", "knotted pile"), ("silk", "brocaded"), ("wool", "tapestry weave"), ("linen with metal thread", "embroidered in chain stitch")),
        (400, 4200), (300, 3000),
    ),
    ArtKind.MASK: KindSpec(
        ("Face mask", "Helmet mask", "Miniature mask"),
        (("painted wood", "carved and painted"), ("bronze", "cast and chased"), ("wood with shell inlay", "carved and inlaid"), ("lacquered wood", "carved, primed and lacquered")),
        (90, 520), (70, 380), (30, 260), weight=(120, 4200),
    ),
    ArtKind.CLOCK: KindSpec(
        ("Table clock", "Wall clock", "Travelling clock"),
        (("gilt brass", "engraved and gilded"), ("walnut and brass", "veneered case, brass movement"), ("ebony and silver", "veneered case, pierced mounts"), ("painted iron", "forged and painted")),
        (140, 900), (110, 480), (70, 260), weight=(900, 18_000),
    ),
    ArtKind.JEWELLERY: KindSpec(
        ("Necklace", "Brooch", "Pendant", "Diadem"),
        (("gold and garnet", "cloisonné setting"), ("silver and niello", "cast, chased and filled"), ("gold and enamel", "granulation and enamel"), ("silver and turquoise", "hammered and set")),
        (20, 320), (20, 280), (3, 40), weight=(4, 900),
    ),
    ArtKind.METALWORK: KindSpec(
        ("Ewer", "Censer", "Hanging lamp", "Dish"),
        (("brass and silver", "hammered and inlaid"), ("bronze", "cast and pierced"), ("silver gilt", "raised and chased"), ("tinned copper", "raised and engraved")),
        (90, 620), (80, 420), diameter=(70, 400), weight=(250, 8000),
    ),
    ArtKind.GLASS: KindSpec(
        ("Flask", "Beaker", "Bowl", "Window panel"),
        (("clear green glass", "free-blown with trailed threads"), ("amber glass", "mould-blown"), ("enamelled glass", "blown, enamelled and gilded"), ("colourless glass", "cut on the wheel")),
        (60, 540), (40, 420), diameter=(40, 300), weight=(60, 3200),
    ),
    ArtKind.INSTRUMENT: KindSpec(
        ("Lute", "Frame drum", "Harp", "Flute"),
        (("spruce and maple", "joined and varnished"), ("walnut and bone", "carved and inlaid"), ("boxwood and silver", "turned and mounted"), ("cedar and skin", "bent, joined and painted")),
        (300, 1100), (60, 520), (30, 320), weight=(180, 6500),
    ),
}  # fmt: skip

# Two invented cultures for each invented country, with the years of their early and late periods.
CULTURES: dict[str, tuple[tuple[str, int, int], ...]] = {
    "QMA": (("Orsellan", -300, 250), ("Calverran", 1350, 1780)),
    "QMB": (("Veskan", 900, 1400), ("Dorinian", 1550, 1850)),
    "QMC": (("Dhamirite", -1200, -400), ("Askerran court", 850, 1500)),
    "QMD": (("Lower river", -800, 100), ("Old harbour", 1200, 1700)),
    "QME": (("Terrace builders", 300, 900), ("Lantern school", 1650, 1910)),
    "QMF": (("Stone circle", -2200, -900), ("Guild period", 1400, 1720)),
    "QMG": (("Reed people", -500, 300), ("White city", 1100, 1600)),
    "QMH": (("Cloud valley", 600, 1250), ("Ivory court", 1500, 1800)),
    "QMI": (("Belmaran", 200, 700), ("Cisnean", 1600, 1890)),
    "QMJ": (("Aubracian", 1000, 1450), ("Ravennese salon", 1700, 1900)),
    "QMK": (("Steppe royal", -600, 100), ("Temirabad court", 1300, 1750)),
    "QML": (("Barrow culture", -1500, -500), ("Tarquay school", 1620, 1940)),
}
SUBJECTS = (
    "a heron among reeds", "two riders and a hound", "a seated scribe", "the weighing of salt", "a harbour at dusk",
    "a hare under the moon", "a dance in a ring", "a ship with one sail", "a lion and a well", "the four winds",
    "a garden with a fountain", "a tree of birds", "a fish and a knot", "stars above a gate", "a woman with a lamp",
    "an ox cart", "a river in flood", "interlaced vines", "a crowned gazelle", "steps and waves",
)  # fmt: skip
WORKSHOPS = (
    "Workshop of the Heron", "Master of the Salt Gate", "Workshop of the Third Terrace", "Painter of the Two Riders",
    "Master of the Blue Knots", "Workshop at the Old Quay", "Carver of the Long Hands", "School of the Lantern Street",
    "Founder of the Bell Court", "Weavers of the Upper Valley",
)  # fmt: skip
INSCRIPTIONS = (
    "Three signs under the foot, not read", "“FOR THE HARBOUR” in capitals along the rim", "Stamp: a star in a circle",
    "Ink number 417 inside", "Date in letters at the lower left", "A band of script, partly worn",
    "Maker's mark: two crossed reeds", "Paper label, torn, with the figure 12", "Scratched owner's sign: a hook",
)  # fmt: skip
# What tells one piece from its like. Some marks can be on anything, some on flat things, hollow things or small metal alone.
FEATURES = (
    "a worn patch of {n} mm where a hand would hold it", "a green stain of {n} mm on the back", "a scratch in the form of a V, {n} mm",
    "{n} small punched dots in a row on the back", "a mend of {n} mm in a lighter colour",
)  # fmt: skip
FLAT_FEATURES = (
    "a drip of darker colour {n} mm below the centre", "one corner bent, with {n} nail holes", "a tear of {n} mm at the lower edge, sewn up",
    "a water line {n} mm from the left edge", "{n} worm holes near the upper corner",
)  # fmt: skip
HOLLOW_FEATURES = (
    "a chip of {n} mm at the upper edge, on the left", "an old repair with {n} small rivets", "a crack from the rim downwards, {n} mm long",
    "a casting flaw like a comma, {n} mm", "a missing piece of {n} mm, filled with wax",
)  # fmt: skip
METAL_FEATURES = (
    "a test cut of {n} mm at the edge", "{n} file marks on the rim", "an off-centre hole, 2 mm wide, {n} mm from the edge",
    "a bent pin, {n} mm long", "{n} grains of the border missing",
)  # fmt: skip
FLAT_KINDS = frozenset({ArtKind.MANUSCRIPT, ArtKind.PAINTING, ArtKind.TEXTILE})
METAL_KINDS = frozenset({ArtKind.COIN, ArtKind.JEWELLERY})
SETTINGS = {
    "museum": ("City museum, room {n}", "Museum of the region, case {n}", "University collection, cabinet {n}"),
    "worship": ("Old temple, side hall {n}", "Hill shrine, niche {n}", "Abbey church, chapel {n}"),
    "private_home": ("House in the old town", "Country house", "Flat near the harbour"),
    "excavation": ("Excavation, trench {n}", "Survey area {n}", "Find store of a dig, shelf {n}"),
    "store": ("Archive, store {n}", "Museum store, rack {n}", "Restorer's workshop, bench {n}"),
    "transit": ("Between lender and museum, crate {n}", "Freight warehouse, bay {n}", "Customs store, lot {n}"),
}
REGIONS = ("North", "Coast", "Highlands", "River plain", "Islands", "Capital")
FINISHES = ("Even brown surface", "Pale, slightly rubbed surface", "Deep glossy surface", "Mottled grey-green surface", "Bright colours, little worn", "Dry and cracked surface")  # fmt: skip
