"""What belongs to the two languages together: the glossary, names by sound, amounts that agree, and tables
whose rows are pairs, such as a Korean form with the English that renders it.
"""
