"""Notices that every bureau of the network can read: those of the base world, and the run's own once they are published."""
