"""The forms a guide is delivered in: site, print, calendar."""
