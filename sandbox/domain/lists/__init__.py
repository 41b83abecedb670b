"""Screening a list of documents: reading a file safely, asking for its lines in one go, giving a spreadsheet back."""
