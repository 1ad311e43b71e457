"""WeasyPrint, loaded so that it knows our fonts and no others.

Importing this takes most of a second and needs Pango. Only the process that prints does it.
"""

import os
import warnings

from generator.shipped import shipped_folder

# Set before Fontconfig starts: fonts of the machine would make its pages differ from another's,
# and looking through them takes time.
os.environ["FONTCONFIG_FILE"] = str(shipped_folder() / "templates/assets/fonts/fonts.conf")
# fontTools writes into a font when it was cut to size: the clock must not change our bytes.
os.environ["SOURCE_DATE_EPOCH"] = "0"

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
    from weasyprint import CSS, HTML
    from weasyprint.logger import LOGGER
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = ["CSS", "HTML", "LOGGER", "FontConfiguration", "URLFetcher", "URLFetcherResponse"]
