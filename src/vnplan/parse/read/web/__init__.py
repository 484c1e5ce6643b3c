"""Web pages, as browsers and mail programs save them."""
