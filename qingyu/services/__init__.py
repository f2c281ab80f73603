"""One public function = one user action = one transaction; each answers with Changes."""
