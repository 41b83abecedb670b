"""Text in any of the college's scripts, drawn on a PDF by reportlab or on a picture by Pillow."""
