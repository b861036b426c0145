"""THE REPORT: a dossier as one page that reads like an assessment."""
