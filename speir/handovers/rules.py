"""What must be true before one part's ending starts another."""

from speir.foundations.rules import rule


@rule()
def it_is_the_national_exercise(is_national: bool) -> bool:
    """Only the national exercise of a method that ends in a national report takes in what areas found."""
    return is_national


@rule()
def there_is_something_to_bring_in(waiting: int) -> bool:
    """No area has concluded with something that is not here already. Bring it in when one has."""
    return waiting > 0
