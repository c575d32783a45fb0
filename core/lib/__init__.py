"""Pure Python of the portal: Vietnamese text, dates, numbers, document numbers, working days, the clock."""
