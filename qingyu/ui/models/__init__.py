"""Table models whose rows are prepared before data() is asked."""
