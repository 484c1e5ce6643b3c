"""From text to a tree of nodes: lines -> zones -> paragraphs -> tree -> nodes; rows of tables, the front of a plan."""
