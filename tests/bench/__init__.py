"""The budgets of the program, measured as ratios inside one run: `python -m tests.bench`."""
