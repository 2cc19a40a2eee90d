"""The inspector: everything about what is selected, made from declared params."""
