"""Pages with places on them: PDF and scans, as words and rules -> lines, tables, paragraphs."""
