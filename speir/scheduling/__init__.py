"""Laying inspections over months: a capacity planner in plain Python on OR-Tools."""
