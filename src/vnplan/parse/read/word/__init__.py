"""Word files, and what LibreOffice saves as such."""
