"""How dates and times are written in the college's Arabic, where Django's own formats leave gaps."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y، H:i"
SHORT_DATETIME_FORMAT = "j M Y، H:i"
SHORT_DATE_FORMAT = "j M Y"
