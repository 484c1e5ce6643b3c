"""Notes on one plan (`brief`, `draft`) as `blocks`, which `word`, `markdown` and `sheet_page` write."""
