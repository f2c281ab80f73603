"""Widgets that know no service: they show plain values and say in signals what is wished."""
