"""Workbooks (xlsx): what their cells show, and which rows of a sheet are a table, a title, a signature."""
