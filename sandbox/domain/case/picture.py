"""The style of a chart that is taken away: self-contained, generic fonts, light and dark as the reader's device. Pure."""

STYLE = """
svg { color-scheme: light dark; --paper: #ffffff; --ink: #16202e; --soft: #444e5c; --rule: #7a7768; --sunken: #f1ede4; --accent: #0b6b62; --amber: #7d4e00; --indigo: #2d4a7c; --brick: #9c2f1f; --sand: #f5dd9f; --sand-ink: #2b2105; background: var(--paper); font-family: sans-serif; }
@media (prefers-color-scheme: dark) { svg { --paper: #1b2430; --ink: #ece8df; --soft: #b9bfc7; --rule: #8793a1; --sunken: #10161e; --accent: #6fcabd; --amber: #efbf6a; --indigo: #a9c3f2; --brick: #f79c88; --sand: #4a3a12; --sand-ink: #f7e5b5; } }
.chart__line { fill: none; stroke: var(--soft); stroke-width: 1.8; }
.chart__line--reported { stroke-dasharray: 9 5; }
.chart__line--assumed { stroke-dasharray: 2 5; stroke-linecap: round; }
.chart__tip { fill: var(--soft); }
.chart__word { fill: var(--ink); font-size: 12px; text-anchor: middle; paint-order: stroke; stroke: var(--paper); stroke-width: 5px; stroke-linejoin: round; }
.chart__box { fill: var(--sunken); stroke: var(--rule); stroke-width: 1.2; }
.chart__node--assumed .chart__box { stroke-dasharray: 4 4; }
.chart__band { fill: var(--soft); }
.chart__node--person .chart__band, .chart__node--company .chart__band { fill: var(--accent); }
.chart__node--place .chart__band, .chart__node--address .chart__band, .chart__node--event .chart__band { fill: var(--indigo); }
.chart__node--account .chart__band, .chart__node--phone .chart__band { fill: var(--brick); }
.chart__node--vehicle .chart__band, .chart__node--shipment .chart__band, .chart__node--object .chart__band, .chart__node--document .chart__band { fill: var(--amber); }
.chart__kind { fill: var(--soft); font-size: 11px; text-anchor: middle; }
.chart__label { fill: var(--ink); font-size: 13px; font-weight: 600; text-anchor: middle; unicode-bidi: plaintext; }
.chart__paper { fill: var(--paper); }
.chart__ghost { fill: var(--sunken); font-size: 15px; }
.chart__rule { stroke: var(--rule); }
.chart__title { fill: var(--ink); font-family: serif; font-size: 26px; }
.chart__lead { fill: var(--soft); font-size: 13px; }
.chart__key { fill: var(--ink); font-size: 12px; }
.chart__tone--accent { fill: var(--accent); } .chart__tone--indigo { fill: var(--indigo); } .chart__tone--brick { fill: var(--brick); } .chart__tone--amber { fill: var(--amber); }
.chart__foot { fill: var(--sand); }
.chart__mark { fill: var(--sand-ink); font-size: 12px; font-weight: 700; text-anchor: middle; letter-spacing: 0.04em; }
"""


def style_picture(svg: str) -> str:
    """The drawn chart as a document of its own, with its style inside it."""
    start = svg.index(">") + 1
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg[:start]}<style>{STYLE}</style>{svg[start:]}'
