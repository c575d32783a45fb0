"""Numbers in Vietnamese writing: point between thousands, comma before decimals (domain-facts 12)."""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

_PRECISION = Context(prec=60, rounding=ROUND_HALF_UP)
_SEPARATORS = str.maketrans(",.", ".,")
_UNITS = ("B", "KB", "MB", "GB", "TB")
_UNIT_STEP = 1024


def number(x: int | float | Decimal, decimals: int | None = None) -> str:
    """Return "1.234.567,89"; halves are rounded away from zero.

    `decimals` fixes the digits after the comma; without it all given digits are shown. Raises ValueError
    for values that are not finite or have more than 60 digits.
    """
    value = x if isinstance(x, Decimal) else Decimal(str(x))
    if not value.is_finite():
        raise ValueError("Only finite numbers can be written.")
    try:
        places = max(0, -_exponent(value)) if decimals is None else decimals
        rounded = value.quantize(Decimal(1).scaleb(-places), context=_PRECISION)
    except InvalidOperation as error:
        raise ValueError("The number has too many digits to be written.") from error
    return f"{rounded if rounded else abs(rounded):,f}".translate(_SEPARATORS)


def file_size(n: int) -> str:
    """Return the size of `n` bytes as "512 B", "1,2 MB" or "3 GB", in steps of 1024.

    Raises ValueError for a negative size.
    """
    if n < 0:
        raise ValueError("A file size is not negative.")
    size = Decimal(n)
    for unit in _UNITS:
        shown = size.quantize(Decimal(1) if size == size.to_integral_value() else Decimal("0.1"), ROUND_HALF_UP)
        if shown < _UNIT_STEP or unit == _UNITS[-1]:
            break
        size /= _UNIT_STEP
    return f"{number(shown).removesuffix(',0')} {unit}"


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
