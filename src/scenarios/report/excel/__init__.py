"""The workbook: what an Excel file is made of, sheet by sheet."""
