"""Dialogs, only for what cannot be undone or belongs to the system."""
