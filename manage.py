#!/usr/bin/env python
"""Run the college's management commands."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "college.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
