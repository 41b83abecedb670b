"""Drawn pictures of works of art. Every picture says of itself that it is drawn and synthetic."""
