"""Speir: from evidence to verified improvement in the scrutiny of social work and social care."""
