"""Joins what screens lend one another: only here does a screen's page meet another's parts.

Adding a card or a menu entry is one line in a list below; imports stay inside functions, so
that the window starts fast.
"""

from app.ui.lending import Chosen, Entry, MakeCard, ValuePlace

# On a customer's file, below the parts of her profile, in this order.
FILE_CARDS: tuple[MakeCard, ...] = ()
# In the menu of a file ("More").
FILE_ENTRIES: tuple[Entry[int], ...] = ()
# In the menu of one value of a file (right click, menu key, Alt+Enter).
VALUE_ENTRIES: tuple[Entry[ValuePlace], ...] = ()
# For the customers chosen in the list.
LIST_ENTRIES: tuple[Entry[Chosen], ...] = ()
# Beside the days on Today; a card without anything to say is empty.
TODAY_CARDS: tuple[MakeCard, ...] = ()
# Tabs of "Keep in order": what in the book wants a look (conflicts, duplicates, the bin …).
TIDY_CARDS: tuple[MakeCard, ...] = ()
