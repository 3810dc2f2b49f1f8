#!/usr/bin/env python
"""Django's command line, with the development settings unless told otherwise."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from config.ownership import OWNERS, become_owner

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    if OWNERS.intersection(sys.argv[1:2]):
        try:
            become_owner()
        except ImproperlyConfigured as error:
            sys.exit(f"{error}")
    execute_from_command_line(sys.argv)
