"""WSGI entry point."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "college.settings.production")
application = get_wsgi_application()

# The first request should not be the one that loads every view.
get_resolver().url_patterns  # noqa: B018 - a lazy property
# A loaded college is a million objects that live as long as the process. Looking through them again and again for rubbish
# cost a tenth of each request: they are set apart, and the collector comes less often.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
