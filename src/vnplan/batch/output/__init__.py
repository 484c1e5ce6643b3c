"""What is written of scored plans: CSV, Parquet, the workbook, and the score page with its cards."""
