"""The Excel workbook of a comparison: `workbook` orders its sheets, `tables` and `reminders` fill them."""
