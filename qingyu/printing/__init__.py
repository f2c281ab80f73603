"""Documents to PDF bytes: fonts, line breaking, page setting, and one module per document."""
