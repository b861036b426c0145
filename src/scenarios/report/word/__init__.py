"""The report as a Word document: the same page as in HTML, in paragraphs and tables."""
