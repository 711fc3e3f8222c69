"""What must be true of a frame, of a draw and of a record that is set aside."""

from collections.abc import Mapping

from speir.foundations.rules import rule

MOST = 500


@rule()
def inspection_takes_a_frame(status: str) -> bool:
    """A frame can be handed in and drawn from between notification and the evaluation."""
    return status in {"notified", "gathering"}


@rule("file")
def nothing_is_drawn_yet(is_drawn: bool) -> bool:
    """A sample was drawn from the frame that is here, so the frame stays. Draw again only with a reason."""
    return not is_drawn


@rule()
def there_is_a_frame(is_there: bool) -> bool:
    """There is no frame yet: the partnership's coordinator or the support officer hands it in first."""
    return is_there


@rule()
def reading_has_not_begun(is_closed: bool) -> bool:
    """The records are being read, so this sample stands. A reserve replaces a record that cannot be read."""
    return not is_closed


@rule("why")
def drawing_again_has_a_reason(was_drawn: bool, why: str) -> bool:
    """A sample was drawn already. Say why it is drawn again: the reason stands beside both draws for good."""
    return not was_drawn or len(why.strip()) >= 10


@rule()
def somebody_can_be_drawn(targets: Mapping[str, int], eligible: Mapping[str, int]) -> bool:
    """Nothing would be drawn: each target is nought, or no row of the frame can be drawn."""
    return any(min(target, eligible.get(name, 0)) for name, target in targets.items())


@rule()
def targets_are_sensible(numbers: Mapping[str, int]) -> bool:
    """A target or a number of reserves is from 0 to 500."""
    return all(0 <= number <= MOST for number in numbers.values())


@rule("seed")
def seed_is_one_line(seed: str) -> bool:
    """Write the seed on one line of 4 to 100 characters: letters, digits and spaces will do."""
    return 4 <= len(seed.strip()) <= 100 and seed.isprintable()


@rule("why")
def setting_aside_has_a_reason(why: str) -> bool:
    """Say in a sentence why the record cannot be read. Do not write anything that leads to the person."""
    return len(why.strip()) >= 10


@rule("why")
def reason_holds_no_identifier(found: int) -> bool:
    """This looks as if it named somebody, or gave a number, day or place of theirs. Write it without."""
    return not found


@rule()
def a_sample_is_drawn(is_drawn: bool) -> bool:
    """No records have been drawn yet. The lead inspector or the support officer draws the sample first."""
    return is_drawn
