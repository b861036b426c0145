"""The assessment as a text to read: headings, sentences, lists and small tables."""
