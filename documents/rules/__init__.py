"""Rules about legal documents: pure Python, known to neither Django nor Wagtail."""
