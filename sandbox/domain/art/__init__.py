"""Works of art: records by the Object ID standard, drawn pictures, look-alikes, trends, posters."""
